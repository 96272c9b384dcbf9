# join() waits for task_done, not for an empty queue.
import asyncio


async def worker(name, queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(item)
        print(name, item, 'done')
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    await queue.join()
    print('nothing to wait for')
    for item in (3, 1, 2, 1):
        queue.put_nowait(item)
    workers = [asyncio.create_task(worker(name, queue)) for name in 'ab']
    joiners = [asyncio.create_task(queue.join()) for _ in range(2)]
    try:
        await asyncio.wait_for(queue.join(), 2)
    except TimeoutError:
        print('not yet', queue)
    await queue.join()
    print('all done', queue, [task.done() for task in joiners])
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, *joiners, return_exceptions=True))


asyncio.run(main())
