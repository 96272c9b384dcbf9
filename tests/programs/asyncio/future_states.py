"""Futures: states, callbacks, misuse, awaiting."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


def call(action, *args):
    try:
        print(repr(action(*args)))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled(), f)
    call(f.result)
    call(f.exception)
    f.add_done_callback(lambda future: print("callback", future.result()))
    f.add_done_callback(print)
    print(f.remove_done_callback(print), f.remove_done_callback(print))
    f.set_result(5)
    print("set", f.done(), f.result(), f.exception(), f)
    call(f.set_result, 6)
    call(f.set_exception, ValueError())
    print(f.cancel())
    f.add_done_callback(lambda future: print("late callback"))
    print(await f, await f)
    await asyncio.sleep(0)
    e = loop.create_future()
    e.set_exception(KeyError("k"))
    await attempt(e)
    print(repr(e.exception()), e)
    call(loop.create_future().set_exception, StopIteration())
    call(loop.create_future().set_exception, 5)
    by_class = loop.create_future()
    by_class.set_exception(ValueError)
    await attempt(by_class)
    c = loop.create_future()
    print(c.cancel("why"), c.cancelled(), c.cancel(), c)
    call(c.result)
    await attempt(c)
    waiting = [asyncio.create_task(attempt(shared)) for shared in [loop.create_future()] * 3]
    shared = loop.create_future()
    more = [asyncio.create_task(attempt(shared)) for _ in range(3)]
    loop.call_later(1, shared.set_result, "all")
    await asyncio.gather(*more)
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
    print(asyncio.isfuture(f), asyncio.Future is type(f), f.get_loop() is loop)
    bad = loop.create_future()
    bad.add_done_callback(lambda future: 1 / 0)
    bad.set_result(None)
    await asyncio.sleep(0)
    print("after a failing callback")
    call(asyncio.Future().cancel)


asyncio.run(main())
