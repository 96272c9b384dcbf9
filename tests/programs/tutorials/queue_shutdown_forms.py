"""Queues that are shut down: gracefully, at once, with waiting putters and getters; and join."""
import asyncio


async def producer(q, n, pace=0.1):
    for i in range(n):
        try:
            await q.put(i)
            print(f"{asyncio.get_running_loop().time():.1f} put {i} {q}")
            await asyncio.sleep(pace)
        except asyncio.QueueShutDown as e:
            print("producer sees", repr(e), i)
            return i
    q.shutdown()
    return n


async def consumer(q, name, pace=0.25):
    got = []
    while True:
        try:
            item = await q.get()
        except asyncio.QueueShutDown:
            print(name, "ends")
            return got
        await asyncio.sleep(pace)
        got.append(item)
        q.task_done()


async def main():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = kind(2)
        async with asyncio.TaskGroup() as tg:
            p = tg.create_task(producer(q, 5))
            cs = [tg.create_task(consumer(q, f"c{i}")) for i in range(2)]
        print(kind.__name__, p.result(), [c.result() for c in cs], q.qsize(), q)
    q = asyncio.Queue(1)
    q.put_nowait("full")
    putters = [asyncio.create_task(q.put(i)) for i in range(2)]
    await asyncio.sleep(0)
    joined = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    print(q)
    q.shutdown(immediate=True)
    print(await asyncio.gather(*putters, joined, return_exceptions=True), q.qsize(), q.empty())
    for call in (q.get_nowait, lambda: q.put_nowait(1), q.task_done):
        try:
            call()
        except (asyncio.QueueShutDown, ValueError) as e:
            print(type(e).__mro__[1].__name__, repr(e))
    q = asyncio.Queue()
    getter = asyncio.create_task(q.get())
    q.put_nowait(1)
    q.shutdown()
    print(await getter, q)
    q.task_done()
    await q.join()
    q.shutdown(immediate=True)
    try:
        await q.get()
    except asyncio.QueueShutDown:
        print("shut")
    q = asyncio.Queue(maxsize=1)
    await q.put("x")
    blocked = asyncio.create_task(q.put("y"))
    await asyncio.sleep(0)
    blocked.cancel()
    await asyncio.sleep(0)
    print(q.get_nowait(), q._unfinished_tasks if hasattr(q, "_unfinished_tasks") else "", blocked.cancelled())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e), q.maxsize, q.full())


asyncio.run(main())
