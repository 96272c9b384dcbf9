"""shield: cancelling outside and inside, errors, results."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def job(seconds, error=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise
    if error:
        raise error
    return "inner done"


async def main():
    await attempt(asyncio.shield(job(0.1)))
    await attempt(asyncio.shield(job(0.1, ValueError("v"))))
    inner = asyncio.create_task(job(1))
    outer = asyncio.shield(inner)
    outer.cancel("only outer")
    await attempt(outer)
    print(inner.done())
    await attempt(inner)
    inner = asyncio.create_task(job(1))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel("inner too")
    await attempt(outer)
    inner = asyncio.create_task(job(1))
    await attempt(asyncio.wait_for(asyncio.shield(inner), 0.5))
    await attempt(asyncio.shield(inner))
    finished = asyncio.create_task(job(0))
    await finished
    print(asyncio.shield(finished) is finished)
    waiter = asyncio.create_task(attempt(asyncio.shield(inner2 := asyncio.create_task(job(2)))))
    await asyncio.sleep(1)
    waiter.cancel()
    await waiter
    await attempt(inner2)
    lost = asyncio.create_task(job(1, KeyError("after the outer has gone")))
    outer = asyncio.shield(lost)
    await asyncio.sleep(0.5)
    outer.cancel()
    await asyncio.sleep(1)
    del lost, outer
    await asyncio.sleep(0)
    try:
        asyncio.shield(5)
    except TypeError as error:
        print(error)
    print(await asyncio.gather(asyncio.shield(job(0.1)), asyncio.shield(job(0.2))))


asyncio.run(main())
