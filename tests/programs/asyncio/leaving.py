"""SystemExit and KeyboardInterrupt leave the loop at once, and exception handlers hear of the rest."""
import asyncio
import sys


async def stay(n):
    try:
        await asyncio.sleep(n)
    finally:
        print("stay ends")


async def leave(error):
    asyncio.create_task(stay(5))
    await asyncio.sleep(1)
    raise error


async def leave_in_callback():
    asyncio.get_running_loop().call_later(1, sys.exit, 3)
    await stay(5)


for main in (leave(SystemExit(1)), leave(KeyboardInterrupt()), leave_in_callback()):
    try:
        asyncio.run(main)
    except BaseException as error:
        print(repr(error))


def handler(loop, context):
    print("handler", sorted(context), context.get("message"), repr(context.get("exception")))


def bad_handler(loop, context):
    raise KeyError("handler")


async def fail(text):
    raise ValueError(text)


async def with_handlers():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    for chosen in (handler, bad_handler, None):
        loop.set_exception_handler(chosen)
        loop.call_soon(int, "x")
        asyncio.create_task(fail("lost"))
        await asyncio.sleep(0.1)
        loop.call_exception_handler({"message": "made up", "answer": 42})
        loop.call_exception_handler({"exception": ValueError("no message")})
    try:
        loop.set_exception_handler(3)
    except TypeError as error:
        print(error)
    loop.default_exception_handler({"message": "straight"})


asyncio.run(with_handlers())
sys.exit(4)
