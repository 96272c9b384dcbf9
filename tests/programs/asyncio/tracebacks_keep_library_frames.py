"""What the library's own frames hold lives as long as the exception that passed through them."""
import asyncio
import contextlib


async def count(name):
    try:
        for number in range(3):
            yield number
    finally:
        print(name, "ends")


async def opened(name):
    numbers = count(name)
    await anext(numbers)
    return numbers


async def fail(after):
    await asyncio.sleep(after)
    raise ValueError(after)


async def queue_holds():
    queue = asyncio.Queue(1)
    queue.put_nowait(await opened("in the queue"))
    await queue.put(1)


async def sleep_holds():
    await asyncio.sleep(1, await opened("result of sleep"))


async def wait_holds():
    await asyncio.wait({asyncio.create_task(fail(0))} | {asyncio.create_task(asyncio.sleep(5))})


async def wait_for_holds():
    await asyncio.wait_for(inside("below wait_for"), 10)


async def inside(name):
    numbers = await opened(name)
    await asyncio.sleep(10)


async def gather_holds():
    await asyncio.gather(inside("first of gather"), inside("second of gather"))


async def shield_holds():
    await asyncio.shield(inside("below shield"))


@contextlib.asynccontextmanager
async def managed(name):
    numbers = await opened(name)
    try:
        yield numbers
    finally:
        print(name, "leaves")


async def manager_holds():
    async with managed("manager") as numbers:
        await asyncio.sleep(10)


async def stack_holds():
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(managed("stack"))
        await asyncio.sleep(10)


async def group_holds():
    async with asyncio.TaskGroup() as group:
        group.create_task(inside("in the group"))
        await asyncio.sleep(10)


async def aclosing_holds():
    async with contextlib.aclosing(count("aclosing")) as numbers:
        await anext(numbers)
        await asyncio.sleep(10)


async def condition_holds():
    condition = asyncio.Condition()
    async with condition:
        await condition.wait_for(lambda numbers=await opened("predicate"): False)


async def completed_holds():
    for one in asyncio.as_completed([inside("first completed"), fail(0.05)]):
        await one


async def event_holds():
    numbers = await opened("beside the event")
    async with asyncio.timeout(20):
        await asyncio.Event().wait()


async def main():
    for part in (queue_holds, sleep_holds, wait_holds, wait_for_holds, gather_holds, shield_holds, manager_holds,
                 stack_holds, group_holds, aclosing_holds, condition_holds, completed_holds, event_holds):
        print("----", part.__name__)
        task = asyncio.create_task(part())
        await asyncio.sleep(0.1)
        task.cancel()
        try:
            await task
        except (asyncio.CancelledError, ValueError) as error:
            print("caught", type(error).__name__)
            kept = error
        del task
        await asyncio.sleep(0.1)
        print("still kept")
        kept = None
        await asyncio.sleep(0.1)
        print("gone")
    for task in sorted(asyncio.all_tasks() - {asyncio.current_task()}, key=lambda task: int(task.get_name()[5:])):
        task.cancel()
        await asyncio.sleep(0.1)


asyncio.run(main())
