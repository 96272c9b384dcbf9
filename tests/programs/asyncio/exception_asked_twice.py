"""Who asks a future for its exception first gets the traceback that it came with."""
import asyncio
import traceback


async def fail():
    raise ValueError(1)


async def first(task):
    try:
        await task
    except ValueError as e:
        traceback.print_exc()


async def second(task):
    try:
        await task
    except ValueError as e:
        traceback.print_exc()


async def main():
    task = asyncio.create_task(fail())
    await first(task)
    await second(task)
    await first(task)
    try:
        task.result()
    except ValueError as e:
        traceback.print_exc()
    future = asyncio.get_running_loop().create_future()
    try:
        raise ValueError(2)
    except ValueError as e:
        future.set_exception(e)
    await first(future)
    await second(future)


asyncio.run(main())
