"""Tasks whose coroutines yield, return and raise what they should not."""
import asyncio


class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Returns:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable))
    except BaseException as error:
        text = str(error)
        print(name, type(error).__name__, text.split(" at 0x")[0].split(" coro=")[0])


async def raises(error):
    raise error


async def main():
    loop = asyncio.get_running_loop()
    other = asyncio.new_event_loop()
    for value in (None, 1, "x", [1], True):
        await attempt(f"yields {value!r}", Yields(value))
    done = loop.create_future()
    done.set_result(9)
    await attempt("yields a future", Yields(done))
    foreign = other.create_future()
    await attempt("yields a foreign future", Yields(foreign))
    await attempt("awaits a foreign future", foreign)

    async def own():
        await asyncio.current_task()
    await attempt("awaits itself", own())
    task = asyncio.create_task(own())
    await attempt("its task awaits itself", task)
    for value in (5, [1], iter([]), (n for n in ()), None, raises(ValueError("c"))):
        await attempt(f"__await__ gives {type(value).__name__}", Returns(value))
        if hasattr(value, "close"):
            value.close()
    for error in (StopIteration(3), StopAsyncIteration(), asyncio.CancelledError("c"), TimeoutError("t")):
        await attempt(f"raises {error!r}", asyncio.create_task(raises(error)))
        await attempt(f"raises {error!r} directly", raises(error))
    other.close()


asyncio.run(main())
