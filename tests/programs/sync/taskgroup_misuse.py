# What a group refuses. The coroutines that it turns away are closed.
import asyncio


async def child():
    await asyncio.sleep(1)


async def fail():
    raise ValueError('child')


async def main():
    group = asyncio.TaskGroup()
    try:
        group.create_task(child())
    except RuntimeError as error:
        print(error)
    async with group:
        try:
            async with group:
                pass
        except RuntimeError as error:
            print(error)
    try:
        group.create_task(child())
    except RuntimeError as error:
        print(error)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                group.create_task(child())
    except* RuntimeError as errors:
        print(errors.exceptions)
    except* ValueError as errors:
        print(errors.exceptions)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child)
    except* TypeError as errors:
        print(type(errors.exceptions[0]).__name__)


asyncio.run(main())
