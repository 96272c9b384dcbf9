"""as_completed in both forms, with timeouts, errors, tasks that are given twice, and breaking off."""
import asyncio


async def work(name, seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
    return f"{name}/{seconds}"


async def main():
    coros = [work("c", 0.3), work("a", 0.1), work("b", 0.2)]
    for nxt in asyncio.as_completed(coros):
        print(type(nxt).__name__, await nxt)
    tasks = {asyncio.create_task(work(n, s), name=n): n for n, s in [("x", 0.2), ("y", 0.1), ("z", 0.3)]}
    async for task in asyncio.as_completed(tasks):
        print(task in tasks, tasks.get(task), task.result())
    try:
        for nxt in asyncio.as_completed([work("slow", 1), work("fast", 0.1)], timeout=0.5):
            print(await nxt)
    except TimeoutError as e:
        print("timeout", repr(e), e.args)
    tasks = [asyncio.create_task(work(str(i), i / 10), name=f"t{i}") for i in range(1, 5)]
    try:
        async for task in asyncio.as_completed(tasks, timeout=0.25):
            print(task.get_name(), await task)
    except TimeoutError:
        print([t.get_name() for t in tasks if not t.done()])
    for t in tasks:
        t.cancel()
    errors = [work("ok", 0.2), work("bad", 0.1, ValueError("bad")), work("worse", 0.3, KeyError("worse"))]
    for i, nxt in enumerate(asyncio.as_completed(errors)):
        try:
            print(i, await nxt)
        except (ValueError, LookupError) as e:
            print(i, repr(e))
    async for f in asyncio.as_completed([]):
        print("never")
    same = asyncio.create_task(work("same", 0.1))
    print([await f for f in asyncio.as_completed([same, same])])
    async for first in asyncio.as_completed([work("1", 0.1), work("2", 0.2)]):
        print("first", first.result())
        break
    it = asyncio.as_completed([work("p", 0.1)])
    print(hasattr(it, "__aiter__"), hasattr(it, "__iter__"), hasattr(it, "__next__"), type(it).__name__)
    print(await next(it))
    try:
        next(it)
    except StopIteration:
        print("stop")
    for wrong in (work("w", 1), 5):
        try:
            asyncio.as_completed(wrong)
        except TypeError as e:
            print(e)
    done, pending = await asyncio.wait([asyncio.create_task(work(str(i), i / 10)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    results = await asyncio.gather(*pending)
    print(sorted(results))


asyncio.run(main())
