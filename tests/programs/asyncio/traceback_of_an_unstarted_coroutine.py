"""A traceback shows the line of `async def` without marks where the coroutine was thrown into before it began."""
import asyncio


async def meet(other):
    await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(meet(1))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        asyncio.get_running_loop().call_exception_handler({"message": "cancelled early", "exception": error})
    coroutine = meet(2)
    try:
        coroutine.throw(ValueError("thrown"))
    except ValueError as error:
        asyncio.get_running_loop().call_exception_handler({"message": "thrown early", "exception": error})


asyncio.run(main())
