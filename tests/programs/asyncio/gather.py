"""gather: results, exceptions, cancellation, twins, misuse."""
import asyncio


async def work(n, result=None):
    await asyncio.sleep(n)
    return result or n


async def fail(n):
    await asyncio.sleep(n)
    raise ValueError(n)


async def watch(awaitable):
    try:
        print("result", await awaitable)
    except (Exception, asyncio.CancelledError) as error:
        print("raised", repr(error))


async def main():
    await watch(asyncio.gather(work(2), work(1), work(3)))
    await watch(asyncio.gather())
    await watch(asyncio.gather(work(1), fail(2), work(3)))
    await watch(asyncio.gather(work(1), fail(2), fail(3), return_exceptions=True))
    await asyncio.sleep(5)
    print("twins")
    twin = asyncio.create_task(work(1))
    coroutine = work(1, "coroutine")
    await watch(asyncio.gather(twin, coroutine, twin, coroutine))
    done = asyncio.create_task(work(0))
    await done
    await watch(asyncio.gather(done, done, work(1)))
    await watch(asyncio.gather(done, done))
    print("cancelled from outside")
    children = [asyncio.create_task(work(n)) for n in (1, 2, 3)]
    both = asyncio.gather(*children)
    task = asyncio.create_task(watch(both))
    await asyncio.sleep(1.5)
    print(task.cancel(), both)
    await asyncio.sleep(0)
    print([child.cancelled() for child in children], both)
    await task
    print(both)
    print("cancelled itself")
    both = asyncio.gather(work(1), work(2), return_exceptions=True)
    await asyncio.sleep(0)
    print(both.cancel("stop"), both.done())
    await watch(both)
    print("a child is cancelled")
    children = [asyncio.create_task(work(n)) for n in (1, 2)]
    both = asyncio.gather(*children)
    await asyncio.sleep(0)
    children[0].cancel("child")
    await watch(both)
    both = asyncio.gather(*[asyncio.create_task(work(n)) for n in (1, 2)], return_exceptions=True)
    await asyncio.sleep(0)
    for wrong in ([1], ([],), (work, 1)):
        try:
            await asyncio.gather(*wrong)
        except TypeError as error:
            print(error)
    await watch(both)
    print(both, both.cancel())
    print("nested")
    inner = asyncio.gather(work(1), work(2))
    await watch(asyncio.gather(inner, work(0.5)))
    inner = asyncio.gather(work(1), work(2))
    outer = asyncio.create_task(watch(asyncio.gather(inner, work(3))))
    await asyncio.sleep(0.5)
    outer.cancel()
    await outer
    print("never looked at")
    lost = asyncio.gather(fail(0.1), work(0.2))
    await asyncio.sleep(1)
    del lost
    print("left at the end")
    asyncio.gather(asyncio.sleep(0), asyncio.sleep(5), work(1))


asyncio.run(main())
