"""shield: the inner outlives, fails after, is cancelled with the outer's future gone; shields of shields; awaited twice."""
import asyncio


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable))
    except BaseException as error:
        print(name, repr(error))


async def job(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as cancelled:
        print("  ", name, repr(cancelled))
        raise
    if error:
        raise error
    print("  ", name, "done")
    return name


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"].partition(" at /")[0], repr(context.get("exception"))))
    inner = asyncio.create_task(job("inner", 1))
    outer = asyncio.shield(inner)
    print(type(outer).__name__, outer.done())
    outer.cancel()
    print(outer.cancelled(), inner.cancelling())
    await attempt("inner", inner)
    failing = asyncio.create_task(job("failing", 1, ValueError("unseen")))
    outer = asyncio.shield(failing)
    outer.cancel("gone")
    await attempt("outer", outer)
    await asyncio.sleep(2)
    print(failing.done())
    del failing
    inner = asyncio.create_task(job("deep", 2))
    outermost = asyncio.shield(asyncio.shield(asyncio.shield(inner)))
    await asyncio.sleep(0)
    outermost.cancel()
    await attempt("outermost", outermost)
    await attempt("deep", inner)
    inner = asyncio.create_task(job("cancelled", 2))
    one, two = asyncio.shield(inner), asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel("inside")
    await attempt("one", one)
    await attempt("two", two)
    shielded = asyncio.shield(job("twice", 1))
    first = asyncio.create_task(attempt("first", shielded))
    second = asyncio.create_task(attempt("second", shielded))
    await asyncio.sleep(0.5)
    first.cancel()
    await asyncio.gather(first, second)
    future = loop.create_future()
    shielded = asyncio.shield(future)
    shielded.set_result("set outside")
    await attempt("set by hand", shielded)
    future.set_result("inner")
    await asyncio.sleep(0)
    async with asyncio.timeout(1):
        try:
            await asyncio.shield(job("saved", 2))
        except asyncio.CancelledError:
            print("caught inside the timeout")
    await asyncio.sleep(2)


try:
    asyncio.run(main())
except TimeoutError as error:
    print(repr(error))
