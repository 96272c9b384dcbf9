"""Objects with __await__: a lazy value, a by-hand future, a delay, and things that cannot be awaited."""
import asyncio


class Lazy:
    def __init__(self, coroutine_function):
        self.function = coroutine_function
        self.value = None

    def __await__(self):
        if self.value is None:
            self.value = yield from self.function().__await__()
        return self.value


class Delay:
    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        return asyncio.sleep(self.seconds, f"{self.seconds} s").__await__()


class Hop:
    """Give way once."""

    def __await__(self):
        yield


class Wrong:
    def __await__(self):
        return [1, 2]


class AlsoWrong:
    def __await__(self):
        yield "a string"


async def expensive():
    print("computing")
    await asyncio.sleep(1)
    return 42


async def main():
    lazy = Lazy(expensive)
    print(await lazy, await lazy)
    print(await Delay(0.5))
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "in between")
    await Hop()
    print(await asyncio.gather(Delay(1), Delay(2), lazy))
    print(await asyncio.wait_for(Delay(0.1), 1))
    for thing in Wrong(), AlsoWrong(), 5, [Hop()], expensive, None:
        try:
            await thing
        except (TypeError, RuntimeError) as error:
            print(type(error).__name__, str(error).partition(" at 0x")[0])
    try:
        asyncio.create_task(Delay(1))
    except TypeError as error:
        print(str(error).partition(" object")[0])
    print(type(asyncio.ensure_future(Hop())).__name__, loop.time())


asyncio.run(main())
