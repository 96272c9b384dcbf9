"""A group's __aenter__ and __aexit__ called by hand: without the other, twice, with errors, in other tasks."""
import asyncio


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable))
    except BaseException as error:
        print(name, type(error).__name__, str(error).partition(" at 0x")[0])


async def fails():
    raise ValueError("child")


async def main():
    group = asyncio.TaskGroup()
    await attempt("exit only", group.__aexit__(None, None, None))
    await attempt("exit only, error", asyncio.TaskGroup().__aexit__(ValueError, ValueError("v"), None))
    await attempt("exit only, cancelled", asyncio.TaskGroup().__aexit__(asyncio.CancelledError, asyncio.CancelledError(), None))
    group = asyncio.TaskGroup()

    entered = await group.__aenter__()
    print(entered is group)
    task = group.create_task(asyncio.sleep(1, "slept"))
    await attempt("exit", group.__aexit__(None, None, None))
    print(task.result())
    await attempt("exit again", group.__aexit__(None, None, None))
    group = asyncio.TaskGroup()
    await group.__aenter__()
    group.create_task(fails())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        await attempt("exit with the cancellation", group.__aexit__(type(error), error, None))
    print(asyncio.current_task().cancelling())
    group = asyncio.TaskGroup()
    await group.__aenter__()
    group.create_task(asyncio.sleep(1))
    await attempt("exit in another task", asyncio.create_task(group.__aexit__(None, None, None)))


asyncio.run(main())
