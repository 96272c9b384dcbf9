"""gather: the same awaitable twice, futures of another loop, cancelled before it starts, children cancelled from inside, its repr."""
import asyncio


async def job(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as cancelled:
        print("  cancelled", name, repr(cancelled))
        raise
    if error:
        raise error
    return name


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable))
    except BaseException as error:
        print(name, repr(error))


async def main():
    loop = asyncio.get_running_loop()
    coroutine = job("same", 0.1)
    await attempt("same coroutine", asyncio.gather(coroutine, coroutine))
    task = asyncio.create_task(job("task", 0.1))
    await attempt("same task", asyncio.gather(task, job("between", 0.05), task))
    empty = asyncio.gather()
    print(empty, empty.done())
    await attempt("nothing", empty)
    outer = asyncio.gather(job("a", 1), job("b", 2))
    print(str(outer).partition(" [")[0].partition(" cb=")[0])
    print(outer.cancel(), outer.cancelled(), outer.done())
    await attempt("cancelled before it starts", outer)
    outer = asyncio.gather(job("a", 1), job("b", 2))
    await asyncio.sleep(0)
    print(outer.cancel("stop"), outer.cancel("again"))
    await attempt("cancelled with a message", outer)
    outer = asyncio.gather(job("a", 1), job("b", 2), return_exceptions=True)
    await asyncio.sleep(0.5)
    outer.cancel("stop")
    await attempt("cancelled, exceptions returned", outer)
    child = asyncio.create_task(job("child", 5))
    outer = asyncio.gather(child, job("other", 1), return_exceptions=True)
    loop.call_later(0.5, child.cancel, "only me")
    await attempt("a child cancelled, returned", outer)
    child = asyncio.create_task(job("child", 5))
    outer = asyncio.gather(child, job("other", 1))
    loop.call_later(0.5, child.cancel, "only me")
    await attempt("a child cancelled", outer)
    await asyncio.sleep(1)
    outer = asyncio.gather(job("x", 0.1, ValueError("x")), job("y", 0.1, KeyError("y")))
    await attempt("two fail in one iteration", outer)
    print(outer.exception(), outer.cancel())
    outer = asyncio.gather(job("x", 0.1, ValueError("x")), job("y", 0.1, KeyError("y")), return_exceptions=True)
    await attempt("two fail, returned", outer)
    print(outer.result())
    nested = asyncio.gather(asyncio.gather(job("p", 0.1), job("q", 0.2)), asyncio.gather(job("r", 0.3)))
    await attempt("nested", nested)
    nested = asyncio.gather(asyncio.gather(job("p", 1), job("q", 2)), job("r", 3))
    await asyncio.sleep(0.5)
    nested.cancel()
    await attempt("nested, cancelled", nested)
    for wrong in (3, None, "x", [job]):
        try:
            asyncio.gather(wrong)
        except TypeError as error:
            print(error)
    try:
        outer.set_result(1)
    except asyncio.InvalidStateError as error:
        print(type(error).__name__)
    future = loop.create_future()
    outer = asyncio.gather(future)
    outer.set_result("by hand")
    await attempt("set by hand", outer)
    future.set_result(2)
    await asyncio.sleep(0)


asyncio.run(main())
