"""Futures that the program makes itself."""
import asyncio


def tell(future):
    print("told of", future)


async def wait_for_it(name, future):
    try:
        print(name, "got", await future)
    except Exception as error:
        print(name, "raised", repr(error))
    except asyncio.CancelledError as error:
        print(name, "cancelled", repr(error))


async def results():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future, future.done())
    future.add_done_callback(tell)
    future.add_done_callback(tell)
    future.add_done_callback(print)
    print(future)
    print(future.remove_done_callback(tell), future)
    future.add_done_callback(tell)
    waiters = [asyncio.create_task(wait_for_it(n, future)) for n in "ab"]
    await asyncio.sleep(0)
    print(future)
    loop.call_later(1, future.set_result, {"x": [1, 2]})
    await asyncio.gather(*waiters)
    future.add_done_callback(tell)
    print(future.result(), future.exception(), await future)
    try:
        future.set_result(2)
    except asyncio.InvalidStateError as error:
        print(repr(error))
    await asyncio.sleep(0)


async def exceptions():
    future = asyncio.Future()
    waiter = asyncio.create_task(wait_for_it("a", future))
    await asyncio.sleep(0)
    future.set_exception(KeyError)
    await waiter
    print(repr(future.exception()), future)
    future = asyncio.Future()
    for wrong in (1, StopIteration("x")):
        try:
            future.set_exception(wrong)
        except TypeError as error:
            print(error)
    print(repr(future.exception()), repr(future.exception().__cause__))


async def cancelled():
    future = asyncio.Future()
    waiter = asyncio.create_task(wait_for_it("a", future))
    await asyncio.sleep(0)
    print(future.cancel("enough"), future.cancel(), future.cancelled(), future)
    await waiter
    for ask in (future.result, future.exception):
        try:
            ask()
        except asyncio.CancelledError as error:
            print(repr(error))


async def lost():
    future = asyncio.Future()
    future.set_exception(ValueError("nobody looks"))
    del future
    print("gone")
    future = asyncio.Future()
    future.set_exception(ValueError("somebody looks"))
    future.exception()
    del future


async def long_results():
    for value in ("x" * 50, list(range(9)), (1,), {i: i for i in range(6)}, [[[[[[[[1]]]]]]]], {"a": "b" * 40},
                  12345678901234567, 1.5, None, set(), {1, 2}, "it's", ValueError("y" * 40)):
        future = asyncio.Future()
        future.set_result(value)
        print(future)


async def main():
    for part in (results, exceptions, cancelled, lost, long_results):
        print(part.__name__)
        await part()
    print(asyncio.isfuture(asyncio.Future()), asyncio.isfuture(1), asyncio.isfuture(asyncio.current_task()))


asyncio.run(main())
