# First in first out, last in first out, lowest first.
import asyncio


async def main():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        queue = kind(5)
        for item in ((3, 'c'), (1, 'a'), (2, 'b'), (1, 'A')):
            await queue.put(item)
        print(kind.__name__, queue, list(queue._queue))
        got = [queue.get_nowait() for _ in range(2)]
        queue.put_nowait((0, 'z'))
        while not queue.empty():
            got.append(await queue.get())
        print(got, isinstance(queue, asyncio.Queue))
    queue = asyncio.PriorityQueue()
    queue.put_nowait(1)
    try:
        queue.put_nowait('one')
    except TypeError as error:
        print(error, queue.qsize(), queue._unfinished_tasks)


asyncio.run(main())
