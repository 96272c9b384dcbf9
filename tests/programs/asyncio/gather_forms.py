"""gather: order of results, exceptions, cancelling, duplicates, nothing, nesting."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def job(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    if error:
        raise error
    return name


async def main():
    print(await asyncio.gather(job("slow", 0.3), job("fast", 0.1), asyncio.sleep(0.2, "mid")))
    print(await asyncio.gather(), await asyncio.gather(*[]), await asyncio.gather(return_exceptions=True))
    await attempt(asyncio.gather(job("a", 0.2), job("b", 0.1, KeyError("b")), job("c", 0.3)))
    await asyncio.sleep(1)
    print(await asyncio.gather(job("a", 0.1), job("b", 0.1, KeyError("b")), job("c", 0, ValueError("c")), return_exceptions=True))
    coroutine = job("twice", 0.1)
    print(await asyncio.gather(coroutine, coroutine, asyncio.gather(job("x", 0), job("y", 0))))
    group = asyncio.gather(job("1", 1), job("2", 2))
    await asyncio.sleep(0.5)
    print(group, group.cancel(), group.done())
    await attempt(group)
    group = asyncio.gather(job("1", 1), job("2", 2), return_exceptions=True)
    await asyncio.sleep(1.5)
    group.cancel()
    await attempt(group)
    child = asyncio.create_task(job("child", 5))
    group = asyncio.gather(child, job("other", 1))
    await asyncio.sleep(0)
    child.cancel("only the child")
    await attempt(group)
    await asyncio.sleep(2)
    child = asyncio.create_task(job("child", 5))
    group = asyncio.gather(child, job("other", 1), return_exceptions=True)
    await asyncio.sleep(0)
    child.cancel()
    print(await group)
    await attempt(asyncio.wait_for(asyncio.gather(job("p", 5), job("q", 6)), 1))
    try:
        await asyncio.gather(5)
    except TypeError as error:
        print(error)
    task = asyncio.create_task(attempt(asyncio.gather(job("r", 5), job("s", 6))))
    await asyncio.sleep(1)
    task.cancel("outer")
    await task
    print(await asyncio.gather(*(job(n, 0.1 * (3 - n)) for n in range(3))))
    results = await asyncio.gather(job("x", 0, asyncio.CancelledError("raised")), return_exceptions=True)
    print(results)


asyncio.run(main())
