"""asyncio.sleep: results, zero, negative, wrong arguments, order."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def tag(name, seconds):
    await asyncio.sleep(seconds)
    print(name, asyncio.get_running_loop().time())


async def main():
    print(await asyncio.sleep(0.1, "result"), await asyncio.sleep(0), await asyncio.sleep(-1, "past"), await asyncio.sleep(result=5, delay=0.2))
    await attempt(asyncio.sleep("1"))
    await attempt(asyncio.sleep(None))
    await attempt(asyncio.sleep(float("nan")))
    try:
        asyncio.sleep()
    except TypeError as error:
        print(error)
    await asyncio.gather(tag("c", 0.3), tag("a", 0.1), tag("zero", 0), tag("negative", -5), tag("a2", 0.1), tag("tiny", 1e-9), tag("b", 0.2))
    sleeper = asyncio.sleep(1)
    print(type(sleeper).__name__, asyncio.iscoroutine(sleeper))
    sleeper.close()
    await attempt(sleeper)
    await attempt(asyncio.wait_for(asyncio.sleep(True), 3))


asyncio.run(main())
