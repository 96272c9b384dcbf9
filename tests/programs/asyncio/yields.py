"""Awaitables written by hand, and what a task must not be given."""
import asyncio


class Wrapped:
    def __init__(self, awaitable):
        self.awaitable = awaitable

    def __await__(self):
        result = yield from self.awaitable.__await__()
        return result, "wrapped"


class Bare:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value
        return "went on"


async def work(n):
    await asyncio.sleep(n)
    return n


async def main():
    print(await Wrapped(work(1)), await Wrapped(asyncio.sleep(0, "slept")))
    print(await Wrapped(asyncio.create_task(work(1))))
    print(await asyncio.gather(Wrapped(work(1)), work(2)))
    print(await asyncio.wait_for(Wrapped(work(1)), 2))
    print(await asyncio.ensure_future(Wrapped(work(1))))
    for value in (None, 3, "x", asyncio.get_running_loop().create_future(), (i for i in range(3))):
        try:
            print(await Bare(value))
        except RuntimeError as error:
            print(str(error).split(" cb=")[0])
    other = asyncio.new_event_loop()
    try:
        await other.create_future()
    except RuntimeError as error:
        print(str(error).split(" cb=")[0])
    try:
        asyncio.ensure_future(other.create_future(), loop=asyncio.get_running_loop())
    except ValueError as error:
        print(error)
    other.close()
    future = asyncio.get_running_loop().create_future()
    step = future.__await__()
    print(step.send(None) is future)
    print(asyncio.iscoroutine(main), asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(work(0).send))


asyncio.run(main())
