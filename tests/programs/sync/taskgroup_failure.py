# The first failure cancels the others and what the parent awaits in the body; all failures are raised together.
import asyncio


async def fail(error, seconds):
    await asyncio.sleep(seconds)
    raise error


async def stubborn(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, 'cleans up')
        await asyncio.sleep(1)
        raise OSError(f'{name} failed as well')


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError('first'), 1))
            group.create_task(fail(KeyError('never'), 2))
            group.create_task(stubborn('s'))
            try:
                await asyncio.sleep(5)
            finally:
                print('body interrupted', group)
    except* ValueError as errors:
        print('caught', errors.exceptions)
    except* OSError as errors:
        print('caught', repr(errors))
    print(group, asyncio.current_task().cancelling())

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(5))
            group.create_task(stubborn('t'))
            await asyncio.sleep(0)
            raise RuntimeError('in the body')
    except ExceptionGroup as errors:
        print(errors, errors.exceptions, errors.__context__ and repr(errors.__context__), errors.__suppress_context__)


asyncio.run(main())
