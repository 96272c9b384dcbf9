"""Cancelling: twice, before the start, after the end, inside a finally, swallowed, with messages, in a chain of awaits, of itself."""
import asyncio


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable))
    except BaseException as error:
        print(name, repr(error), repr(error.__context__), repr(error.__cause__))


async def sleeper(seconds=10):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as error:
        print("  sleeper:", repr(error), error.args)
        raise


async def middle():
    try:
        await sleeper()
    finally:
        print("  middle's finally")


async def cleans_up(seconds):
    try:
        await asyncio.sleep(10)
    finally:
        print("  cleaning")
        await asyncio.sleep(seconds)
        print("  cleaned")


async def changes():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("instead")


async def swallows(times):
    for i in range(times):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print("  swallowed", repr(error), asyncio.current_task().cancelling())
    return "survived"


async def itself():
    asyncio.current_task().cancel("myself")
    print("  still running")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as error:
        print("  now", repr(error))
        raise


async def never_awaits_again():
    asyncio.current_task().cancel()
    return "done before the cancellation came"


async def main():
    task = asyncio.create_task(middle())
    await asyncio.sleep(0)
    print(task.cancel("one"), task.cancel("two"), task.cancelling())
    await attempt("two messages", task)
    task = asyncio.create_task(sleeper())
    task.cancel("before it starts")
    await attempt("before the start", task)
    print(task.cancel(), task.cancelling(), task.cancelled())
    task = asyncio.create_task(cleans_up(1))
    await asyncio.sleep(0)
    task.cancel("first")
    await asyncio.sleep(0.5)
    task.cancel("second")
    await attempt("in its finally", task)
    task = asyncio.create_task(changes())
    await asyncio.sleep(0)
    task.cancel()
    await attempt("another exception", task)
    task = asyncio.create_task(swallows(3))
    for i in range(3):
        await asyncio.sleep(1)
        task.cancel(i)
    print(task.cancelling())
    await attempt("swallowed", task)
    print(task.cancelled(), task.uncancel(), task.uncancel(), task.uncancel(), task.uncancel())
    await attempt("itself", asyncio.create_task(itself()))
    await attempt("never awaits again", asyncio.create_task(never_awaits_again()))
    inner = asyncio.create_task(sleeper())
    outer = asyncio.create_task(attempt("outer", inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel("from outside")
    await outer
    print(inner.cancelled(), outer.cancelled(), outer.cancelling())
    inner = asyncio.create_task(sleeper())
    outer = asyncio.create_task(attempt("outer of a cancelled inner", inner))
    await asyncio.sleep(0)
    inner.cancel({"any": "object"})
    await outer
    task = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    task.cancel(None)
    await attempt("None", task)
    done = asyncio.create_task(asyncio.sleep(0))
    await done
    print(done.cancel(), done.cancelling(), done.uncancel())
    waiting = asyncio.create_task(attempt("woken and cancelled in one iteration", sleeper(1)))
    await asyncio.sleep(1)
    waiting.cancel("too late?")
    await waiting


asyncio.run(main())
