# A full queue makes put wait, an empty one get; neither waits otherwise.
import asyncio


async def producer(queue):
    for number in range(6):
        await queue.put(number)
        print('put', number, queue.qsize(), queue.full())
    await queue.put(None)


async def consumer(name, queue):
    while (item := await queue.get()) is not None:
        print(name, 'got', item, queue.qsize())
        await asyncio.sleep(1)
        queue.task_done()
    await queue.put(None)
    print(name, 'ends')


async def main():
    queue = asyncio.Queue(maxsize=2)
    print(queue.maxsize, queue.empty(), queue.full(), queue.qsize())
    await asyncio.gather(producer(queue), consumer('a', queue), consumer('b', queue))
    print(queue.qsize(), queue._unfinished_tasks)


asyncio.run(main())
