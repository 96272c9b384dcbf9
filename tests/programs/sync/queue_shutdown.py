# shutdown(): puts end at once, gets when the queue is empty; with immediate, gets too.
import asyncio


async def attempt(name, coroutine):
    try:
        print(name, await coroutine)
    except asyncio.QueueShutDown as error:
        print(name, 'QueueShutDown', error.args)


async def main():
    for immediate in (False, True):
        print('immediate', immediate)
        full, empty = asyncio.Queue(2), asyncio.Queue()
        full.put_nowait('a')
        full.put_nowait('b')
        tasks = [asyncio.create_task(attempt(name, coroutine)) for name, coroutine in (
            ('putter', full.put('c')), ('getter 1', empty.get()), ('getter 2', empty.get()), ('joiner', full.join()))]
        await asyncio.sleep(1)
        full.shutdown(immediate)
        empty.shutdown(immediate=immediate)
        print(full, empty)
        await attempt('late put', full.put('d'))
        await attempt('late get', full.get())
        try:
            full.put_nowait('e')
        except asyncio.QueueShutDown:
            print('late put_nowait')
        await asyncio.sleep(1)
        while full._unfinished_tasks:
            full.task_done()
        try:
            while True:
                print(full.get_nowait())
        except asyncio.QueueShutDown:
            print('drained', full)
        await asyncio.gather(*tasks)


asyncio.run(main())
