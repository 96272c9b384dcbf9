"""Cancellation that arrives inside each finally, except, __aexit__, done callback and generator's cleaning up."""
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


async def wait(name, seconds=1):
    try:
        await asyncio.sleep(seconds)
        print("   ", name, "completed")
    except asyncio.CancelledError as error:
        print("   ", name, "cancelled", error)
        raise


async def in_finally():
    try:
        await wait("body")
    finally:
        await wait("finally")


async def in_two_finallys():
    try:
        try:
            await wait("body")
        finally:
            await wait("inner finally")
    finally:
        await wait("outer finally")


async def in_except():
    try:
        await wait("body")
    except asyncio.CancelledError:
        await wait("except")
        raise
    finally:
        print("    finally without await")


@asynccontextmanager
async def resource(name):
    try:
        yield name
    finally:
        await wait(f"close {name}")


async def in_aexit():
    async with resource("a"), resource("b"):
        await wait("body")


async def in_stack():
    async with AsyncExitStack() as stack:
        for name in "ab":
            stack.push_async_callback(wait, f"callback {name}")
        await wait("body")


async def numbers():
    try:
        for n in range(9):
            await wait(f"number {n}", 0.2)
            yield n
    finally:
        await wait("generator's finally")


async def in_generator():
    async for n in numbers():
        await wait("loop body", 5)


async def in_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(in_finally())
        await wait("group body")


async def in_timeout():
    try:
        async with asyncio.timeout(0.3):
            await in_finally()
    except TimeoutError:
        print("    timed out")
        await wait("after the timeout")


async def in_lock():
    lock = asyncio.Lock()
    async with lock:
        try:
            await wait("holding")
        finally:
            print("    held", lock.locked())
            await wait("still holding")


async def in_condition():
    condition = asyncio.Condition()
    async with condition:
        try:
            await condition.wait()
        finally:
            print("    has the lock again", condition.locked())
            await wait("finally")


async def main():
    for body in (in_finally, in_two_finallys, in_except, in_aexit, in_stack, in_generator, in_group, in_timeout, in_lock, in_condition):
        for times in 1, 2, 3:
            print(body.__name__, times)
            task = asyncio.create_task(body())
            for n in range(times):
                await asyncio.sleep(0.5)
                task.cancel(n)
            await asyncio.wait([task])
            print("   ", task.cancelled(), task.cancelling(), task.cancelled() or repr(task.exception()))
    print(len(asyncio.all_tasks()))


asyncio.run(main())
