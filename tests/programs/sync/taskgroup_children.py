# A child that is cancelled alone does not hurt the group; nested groups pass failures outward.
import asyncio


async def child(seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(child(5))
        group.create_task(child(2))
        await asyncio.sleep(1)
        first.cancel()
    print(first.cancelled(), group)
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(child(9))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(child(1, ValueError('deep')))
                inner.create_task(child(9))
    except* ValueError as errors:
        print(repr(errors), outer, inner, asyncio.get_running_loop().time())
    try:
        async with asyncio.timeout(2):
            async with asyncio.TaskGroup() as group:
                group.create_task(child(9))
                await asyncio.sleep(9)
    except TimeoutError as error:
        print(repr(error), group, asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(2):
            async with asyncio.TaskGroup() as group:
                group.create_task(child(1, KeyError('k')))
                group.create_task(child(9))
    except ExceptionGroup as errors:
        print(repr(errors), asyncio.current_task().cancelling())


asyncio.run(main())
