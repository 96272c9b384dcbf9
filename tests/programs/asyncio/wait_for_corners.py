"""wait_for: results that come with the timeout, cancellation from both sides, awaitables of each kind, timeouts None, 0 and negative."""
import asyncio


async def attempt(name, awaitable):
    begin = asyncio.get_running_loop().time()
    try:
        print(name, repr(await awaitable), end=" ")
    except BaseException as error:
        print(name, repr(error), "cause", repr(error.__cause__), end=" ")
    print(asyncio.get_running_loop().time() - begin, asyncio.current_task().cancelling())


async def job(seconds, result="result", error=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as cancelled:
        print("  job:", repr(cancelled))
        raise
    if error:
        raise error
    return result


async def stubborn(seconds):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(seconds)
        return "in spite of it"


async def turns(error):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise error


class Custom:
    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return "custom"


async def main():
    loop = asyncio.get_running_loop()
    await attempt("in time", asyncio.wait_for(job(1), 2))
    await attempt("late", asyncio.wait_for(job(2), 1))
    await attempt("None", asyncio.wait_for(job(1), None))
    await attempt("exactly", asyncio.wait_for(job(1), 1))
    await attempt("zero", asyncio.wait_for(job(1), 0))
    await attempt("zero, at once", asyncio.wait_for(job(0), 0))
    done = loop.create_future()
    done.set_result("done")
    await attempt("zero, done", asyncio.wait_for(done, 0))
    await attempt("negative, done", asyncio.wait_for(done, -1))
    failed = loop.create_future()
    failed.set_exception(KeyError("k"))
    await attempt("zero, failed", asyncio.wait_for(failed, 0))
    await attempt("negative", asyncio.wait_for(job(1), -5))
    await attempt("fails", asyncio.wait_for(job(1, error=OSError("o")), 2))
    await attempt("TimeoutError of its own", asyncio.wait_for(job(1, error=TimeoutError("mine")), 2))
    await attempt("stubborn", asyncio.wait_for(stubborn(1), 1))
    await attempt("turns", asyncio.wait_for(turns(ValueError("v")), 1))
    await attempt("future", asyncio.wait_for(loop.create_future(), 1))
    await attempt("custom", asyncio.wait_for(Custom(), 2))
    await attempt("custom, late", asyncio.wait_for(Custom(), 0.5))
    await attempt("gather", asyncio.wait_for(asyncio.gather(job(1), job(3)), 2))
    task = asyncio.create_task(job(5))
    await attempt("task", asyncio.wait_for(task, 1))
    print(task.cancelled())
    task = asyncio.create_task(job(2, "shielded"))
    await attempt("shield", asyncio.wait_for(asyncio.shield(task), 1))
    await attempt("the task goes on", task)
    await attempt("nested", asyncio.wait_for(asyncio.wait_for(asyncio.wait_for(job(5), 3), 2), 1))
    await attempt("nested the other way", asyncio.wait_for(asyncio.wait_for(asyncio.wait_for(job(5), 1), 2), 3))
    for wrong in (5, None, "x"):
        await attempt(f"wrong {wrong!r}", asyncio.wait_for(wrong, 1))
    outer = asyncio.create_task(attempt("cancelled outside", asyncio.wait_for(job(5), 3)))
    await asyncio.sleep(1)
    outer.cancel("outside")
    await outer
    outer = asyncio.create_task(attempt("both at once", asyncio.wait_for(job(5), 1)))
    await asyncio.sleep(1)
    outer.cancel("at the same time")
    await outer
    cancelled = loop.create_future()
    loop.call_later(0.5, cancelled.cancel, "the future itself")
    await attempt("inner cancelled", asyncio.wait_for(cancelled, 1))


asyncio.run(main())
