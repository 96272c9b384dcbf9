"""What an exception handler is handed: the keys of its context in each case, and what the default handler makes of it."""
import asyncio
import sys


def show(loop, context):
    print("handler:", context["message"], sorted(context))
    for key in sorted(context):
        if key not in ("message", "task", "asyncgen", "transport"):
            print("   ", key, repr(context[key]).split(" at 0x")[0])


async def fail():
    raise ValueError("nobody asks")


def boom():
    raise KeyError("soon")


def boom_with(*args, **kwargs):
    raise TypeError(f"{args} {kwargs}")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(show)
    loop.call_soon(boom)
    loop.call_later(0.1, boom_with, 1, "two")
    await asyncio.sleep(0.2)
    task = asyncio.create_task(fail(), name="failing")
    await asyncio.sleep(0)
    del task
    await asyncio.sleep(0)
    future = loop.create_future()
    future.set_exception(OSError(2, "gone"))
    del future
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "mine", "future": 1, "other": [2]})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "to the default", "zeta": 1, "alpha": "two"})
    loop.call_exception_handler({})
    loop.call_exception_handler({"message": "", "exception": None})
    loop.call_exception_handler({"message": "with an error", "exception": ValueError("v")})
    loop.default_exception_handler({"message": "straight to it", "handle": None})


asyncio.run(main())
