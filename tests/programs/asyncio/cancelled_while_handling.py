"""An exception that comes in at an await of an except or finally block has what is handled there for its context."""
import asyncio


async def python_sleep(seconds):
    await asyncio.sleep(seconds)


async def in_finally(wait):
    try:
        await asyncio.sleep(10)
    finally:
        await wait()


async def in_except(wait):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await wait()


async def in_except_raised(wait):
    try:
        raise KeyError("k")
    except KeyError:
        await wait()


async def deeper(wait):
    try:
        await in_except_raised(wait)
    finally:
        await wait()


class Waiter:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *error):
        await asyncio.sleep(1)


async def in_exit(wait):
    async with Waiter():
        await wait()


async def in_generator(wait):
    async def numbers():
        try:
            yield 1
            raise ValueError("v")
        except ValueError:
            await wait()
    async for n in numbers():
        pass


def chain(error):
    parts = []
    while error:
        parts.append(repr(error))
        error = error.__context__
    return " < ".join(parts)


async def fails():
    await asyncio.sleep(0.1)
    raise OSError("awaited")


async def main():
    future = asyncio.get_running_loop().create_future
    lock = asyncio.Lock()
    await lock.acquire()
    event = asyncio.Event()
    ways = {
        "sleep": lambda: asyncio.sleep(1),
        "sleep in Python": lambda: python_sleep(1),
        "future": future,
        "event": event.wait,
        "lock": lock.acquire,
        "queue": lambda: asyncio.Queue().get(),
        "gather": lambda: asyncio.gather(asyncio.sleep(1)),
        "wait_for": lambda: asyncio.wait_for(asyncio.sleep(1), 5),
        "timed out": lambda: asyncio.wait_for(asyncio.sleep(1), 0.01),
        "wait": lambda: asyncio.wait([asyncio.create_task(asyncio.sleep(1))]),
        "task": lambda: asyncio.create_task(python_sleep(1)),
        "shield": lambda: asyncio.shield(python_sleep(1)),
        "failing task": lambda: asyncio.create_task(fails()),
        "failing gather": lambda: asyncio.gather(fails()),
    }
    for body in in_finally, in_except, in_except_raised, deeper, in_exit, in_generator:
        for name, way in ways.items():
            task = asyncio.create_task(body(way))
            await asyncio.sleep(0)
            task.cancel("first")
            await asyncio.sleep(0.05)
            task.cancel("second")
            await asyncio.sleep(0.2)
            task.cancel("third")
            try:
                print(body.__name__, name, await task)
            except BaseException as error:
                print(body.__name__, name, chain(error))


asyncio.run(main())
