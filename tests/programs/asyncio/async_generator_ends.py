"""Async generators: closing, abandoning, throwing, shutdown at the end of the run."""
import asyncio


async def numbers(name, top=5):
    try:
        for n in range(top):
            await asyncio.sleep(0.1)
            yield n
    except GeneratorExit:
        print(name, "GeneratorExit")
        raise
    except ValueError as error:
        print(name, repr(error))
        yield "recovered"
    finally:
        print(name, "finally")
        await asyncio.sleep(0.1)
        print(name, "closed")


async def main():
    async for n in numbers("whole", 2):
        print(n)
    async for n in numbers("left"):
        print(n)
        break
    await asyncio.sleep(0.5)
    g = numbers("closed")
    print(await anext(g))
    await g.aclose()
    await g.aclose()
    try:
        await anext(g)
    except StopAsyncIteration:
        print("over")
    g = numbers("thrown")
    await anext(g)
    print(await g.athrow(ValueError("v")))
    print([x async for x in g])
    g = numbers("unstarted")
    await g.aclose()
    g = numbers("sent", 2)
    try:
        await g.asend("early")
    except TypeError as error:
        print(error)
    print(await g.asend(None), await g.asend(1))
    print(await anext(g, "default"))
    g = numbers("two at once")
    first = asyncio.create_task(anext(g))
    await asyncio.sleep(0)
    try:
        await anext(g)
    except RuntimeError as error:
        print(error)
    print(await first)
    await g.aclose()
    try:
        for x in numbers("wrong"):
            pass
    except TypeError as error:
        print(error)
    try:
        async for x in [1]:
            pass
    except TypeError as error:
        print(error)
    print({x: y async for x, y in pairs() if x}, [await double(x) async for x in numbers("comp", 2)])
    global kept
    kept = numbers("kept")
    print(await anext(kept))
    print("main ends")


async def pairs():
    for x in range(3):
        yield x, x * x


async def double(x):
    return 2 * x


asyncio.run(main())
print("after the run")
