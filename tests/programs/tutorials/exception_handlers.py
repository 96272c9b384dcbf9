"""Exception handlers of the loop: what they are given, what happens where they fail themselves, and the default."""
import asyncio


def broken_callback(x):
    raise ZeroDivisionError(f"callback {x}")


async def fails(n):
    await asyncio.sleep(0.01)
    raise RuntimeError(f"task {n}")


def handler(loop, context):
    print("handler:", sorted(context), context["message"])
    for key in ("exception", "future", "handle", "task"):
        if key in context:
            print("   ", key, "=", context[key])


def bad_handler(loop, context):
    raise TypeError("the handler fails")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.call_soon(broken_callback, 1)
    await asyncio.sleep(0)
    loop.set_exception_handler(handler)
    loop.call_soon(broken_callback, 2)
    loop.call_later(0.01, broken_callback, 3)
    t = asyncio.create_task(fails(4), name="four")
    await asyncio.sleep(0.05)
    del t
    fut = loop.create_future()
    fut.set_exception(OSError("future"))
    del fut
    loop.call_exception_handler({"message": "by hand", "extra": 42, "exception": ValueError("v")})
    fut = loop.create_future()
    fut.add_done_callback(lambda f: 1 / 0)
    fut.set_result(None)
    await fut
    await asyncio.sleep(0)
    loop.set_exception_handler(bad_handler)
    loop.call_soon(broken_callback, 5)
    await asyncio.sleep(0)
    loop.set_exception_handler(lambda loop, context: loop.default_exception_handler(context))
    loop.call_soon(broken_callback, 6)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "default", "b": 1, "a": [2]})
    async def agen():
        try:
            yield 1
        finally:
            raise ValueError("while closing")
    g = agen()
    await anext(g)
    del g
    await asyncio.sleep(0.01)
    try:
        loop.set_exception_handler("x")
    except TypeError as e:
        print(e)
    pending = loop.create_task(asyncio.sleep(100), name="pending")
    loop.call_soon(broken_callback, 7)


asyncio.run(main())
