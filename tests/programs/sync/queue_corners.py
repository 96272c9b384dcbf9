"""Queues: cancelled getters and putters at each moment, fairness, task_done beyond, join by many, shutdown now and later."""
import asyncio


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable))
    except BaseException as error:
        print(name, repr(error))


async def main():
    queue = asyncio.Queue(1)
    getter = asyncio.create_task(attempt("getter 1", queue.get()))
    other = asyncio.create_task(attempt("getter 2", queue.get()))
    await asyncio.sleep(0)
    queue.put_nowait("item")
    getter.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(other.done(), queue.qsize())
    queue.put_nowait("kept")
    putter = asyncio.create_task(attempt("putter 1", queue.put("a")))
    putter2 = asyncio.create_task(attempt("putter 2", queue.put("b")))
    await asyncio.sleep(0)
    print(queue.get_nowait())
    putter.cancel()
    await asyncio.gather(putter, putter2)
    print(queue.get_nowait(), queue)
    for act in (queue.get_nowait, lambda: (queue.put_nowait(1), queue.put_nowait(2))):
        try:
            act()
        except Exception as error:
            print(type(error).__name__, repr(str(error)), type(error).__mro__[1].__name__)
    print(queue._unfinished_tasks)
    for _ in range(4):
        queue.task_done()
    joiners = [asyncio.create_task(attempt(f"join {i}", queue.join())) for i in range(3)]
    await asyncio.sleep(0)
    joiners[1].cancel()
    await asyncio.sleep(0)
    try:
        while True:
            queue.task_done()
    except ValueError as error:
        print(error)
    await asyncio.gather(*joiners)
    await attempt("join again", queue.join())
    lifo = asyncio.LifoQueue()
    for n in range(3):
        await lifo.put(n)
    print([await lifo.get() for _ in range(3)], lifo.empty(), lifo.full())
    priority = asyncio.PriorityQueue()
    for item in ((2, "b"), (1, "z"), (2, "a"), (1, "a"), (3, "")):
        priority.put_nowait(item)
    print([priority.get_nowait() for _ in range(5)])
    priority.put_nowait((1, {}))
    try:
        priority.put_nowait((1, {}))
    except TypeError as error:
        print(error, priority.qsize(), priority._unfinished_tasks)
    for size in (0, -5, 2.5):
        q = asyncio.Queue(size) if isinstance(size, int) else asyncio.Queue(2)
        print(q.maxsize, q.full(), q.empty())


async def shutdowns():
    for immediate in (False, True):
        queue = asyncio.Queue(2)
        queue.put_nowait(1)
        queue.put_nowait(2)
        putter = asyncio.create_task(attempt("putter", queue.put(3)))
        joiner = asyncio.create_task(attempt("joiner", queue.join()))
        await asyncio.sleep(0)
        queue.shutdown(immediate=immediate)
        queue.shutdown(immediate)
        print(queue)
        await attempt("put", queue.put(4))
        for i in range(3):
            await attempt(f"get {i}", queue.get())
            try:
                queue.task_done()
            except ValueError as error:
                print(error)
        for act in (queue.get_nowait, lambda: queue.put_nowait(5)):
            try:
                act()
            except asyncio.QueueShutDown as error:
                print(repr(error))
        await putter
        await joiner
        print(queue)
    queue = asyncio.Queue()
    getters = [asyncio.create_task(attempt(f"getter {i}", queue.get())) for i in range(3)]
    await asyncio.sleep(0)
    queue.put_nowait("one")
    queue.shutdown()
    await asyncio.gather(*getters)


asyncio.run(main())
asyncio.run(shutdowns())
