"""TaskGroup: a child that swallows the cancellation, errors while cancelling, KeyboardInterrupt-like errors, the body's own cancel, parents' counts."""
import asyncio


async def attempt(name, body):
    task = asyncio.current_task()
    try:
        print(name, repr(await body))
    except BaseException as error:
        print(name, repr(error), "context", repr(error.__context__), "cause", repr(error.__cause__))
    print("   ", task.cancelling())
    while task.cancelling():
        task.uncancel()


async def fails(seconds, error):
    await asyncio.sleep(seconds)
    raise error


async def fails_when_cancelled(error):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise error


async def swallows():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("  swallowed")
    await asyncio.sleep(1)
    return "late"


async def errors_while_cancelling():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails_when_cancelled(KeyError("k")))
        group.create_task(fails(1, ValueError("v")))
        group.create_task(fails_when_cancelled(TypeError("t")))


async def child_swallows():
    async with asyncio.TaskGroup() as group:
        late = group.create_task(swallows())
        group.create_task(fails(1, ValueError("v")))
    print("never")


async def body_and_child():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails_when_cancelled(KeyError("child")))
        await asyncio.sleep(0)
        raise ValueError("body")


async def body_cancels_itself():
    async with asyncio.TaskGroup() as group:
        group.create_task(swallows())
        asyncio.current_task().cancel("me")
        await asyncio.sleep(1)


async def body_raises_cancelled():
    async with asyncio.TaskGroup() as group:
        group.create_task(swallows())
        await asyncio.sleep(0)
        raise asyncio.CancelledError("raised by hand")


async def system_exit_in_body():
    async with asyncio.TaskGroup() as group:
        group.create_task(swallows())
        await asyncio.sleep(0)
        raise SystemExit("body")


async def group_in_error():
    try:
        raise KeyError("before")
    except KeyError:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(0, ValueError("v")))


async def exception_group_in_child():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(0, ExceptionGroup("inner", [ValueError(1), KeyError(2)])))


async def base_exception_in_child():
    class Odd(BaseException):
        pass
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(0, Odd("o")))
        group.create_task(fails(0, ValueError("v")))


async def creates_while_failing():
    async with asyncio.TaskGroup() as group:
        async def late():
            try:
                await asyncio.sleep(10)
            finally:
                coroutine = asyncio.sleep(1)
                try:
                    group.create_task(coroutine)
                except RuntimeError as error:
                    print("  ", str(error).partition(" entered")[0])
                    coroutine.close()
        group.create_task(late())
        group.create_task(fails(1, ValueError("v")))


async def nested_both_fail():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(fails(1, ValueError("outer")))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(fails(1, KeyError("inner")))


async def cancelled_child_result():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(swallows())
        task.cancel()
    print(task.cancelled())


async def reprs():
    group = asyncio.TaskGroup()
    print(group)
    async with group:
        print(group)
        group.create_task(asyncio.sleep(0))
        print(group)
        failing = group.create_task(fails(0, ValueError("v")))
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print(group, asyncio.current_task().cancelling())
            raise
    print("never")


async def main():
    for body in (errors_while_cancelling, child_swallows, body_and_child, body_cancels_itself, body_raises_cancelled, system_exit_in_body,
                 group_in_error, exception_group_in_child, base_exception_in_child, creates_while_failing, nested_both_fail,
                 cancelled_child_result, reprs):
        await attempt(body.__name__, body())


asyncio.run(main())
