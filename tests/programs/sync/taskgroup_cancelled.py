# The parent is cancelled from outside: in the body, while it waits, and while it aborts.
import asyncio


async def child(name, cleanup=0):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, 'cancelled')
        await asyncio.sleep(cleanup)
        raise


async def parent(in_body, cleanup=0, error=None):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child('x', cleanup))
            group.create_task(child('y'))
            if error:
                await asyncio.sleep(0)
                raise error
            if in_body:
                await asyncio.sleep(5)
    except BaseException as outcome:
        print('parent got', repr(outcome), group, asyncio.current_task().cancelling())
        raise


async def main():
    for arguments in ((True,), (False,), (False, 2), (True, 2, ValueError('body'))):
        task = asyncio.create_task(parent(*arguments))
        await asyncio.sleep(1)
        print(arguments, task.cancel('outside'))
        await asyncio.sleep(1)
        print(task.cancel('again'))
        await asyncio.wait([task])
        print(task.cancelled(), task.cancelling())


asyncio.run(main())
