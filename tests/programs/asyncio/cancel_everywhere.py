"""Cancelling at every stage: before the start, twice, while finishing, in finally, with messages."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def worker(log):
    try:
        log.append("begin")
        await asyncio.sleep(1)
        log.append("never")
    except asyncio.CancelledError as error:
        log.append(("cancelled", error.args))
        await asyncio.sleep(0.5)
        log.append("slow cleanup")
        raise
    finally:
        log.append("finally")


async def swallow():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        return "swallowed"


async def convert():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        raise ValueError("converted")


async def main():
    log = []
    task = asyncio.create_task(worker(log))
    task.cancel("too early")
    await attempt(task)
    print(log, task.cancelled(), task.cancelling())
    task = asyncio.create_task(worker(log))
    await asyncio.sleep(0.1)
    print(task.cancel("first"), task.cancelling())
    await asyncio.sleep(0.1)
    print(task.cancel("second"), task.cancelling(), task.uncancel())
    await attempt(task)
    print(log, task.cancelled(), task.cancel())
    for function in swallow, convert:
        task = asyncio.create_task(function())
        await asyncio.sleep(0)
        task.cancel()
        await attempt(task)
        print(task.cancelled(), task.done(), task)
    me = asyncio.current_task()
    me.cancel("by myself")
    print("goes on")
    await attempt(asyncio.sleep(1))
    print(me.cancelling(), me.uncancel(), me.cancelling(), me.uncancel())
    inner = asyncio.create_task(asyncio.sleep(5))
    outer = asyncio.create_task(attempt(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel("from outside")
    await outer
    print(inner.cancelled(), outer.cancelled())
    finished = asyncio.create_task(asyncio.sleep(0, "done"))
    await asyncio.sleep(0)
    finished.cancel()
    await attempt(finished)
    try:
        finished.result()
    except asyncio.CancelledError as error:
        print(repr(error))
    try:
        finished.exception()
    except asyncio.CancelledError as error:
        print(repr(error), issubclass(asyncio.CancelledError, Exception))


asyncio.run(main())
