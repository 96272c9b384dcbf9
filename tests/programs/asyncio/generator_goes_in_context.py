"""A generator that goes at the end of a step is closed in the context of that step."""
import asyncio
import contextvars
here = contextvars.ContextVar("here", default="nowhere")


async def count(name):
    try:
        yield 1
    finally:
        print(name, here.get(), "count ends")


async def w1():
    mine = count("w1")
    await anext(mine)
    here.set("w1")
    return 2

async def w2():
    mine = count("w2")
    await anext(mine)
    try:
        raise ValueError
    except ValueError:
        pass
    here.set("w2")
    return 2

async def w3():
    mine = count("w3")
    await anext(mine)
    try:
        raise ExceptionGroup("", [ValueError()])
    except* ValueError:
        pass
    here.set("w3")
    return 2

async def w4():
    mine = count("w4")
    here.set("w4a")
    await anext(mine)
    await asyncio.sleep(0)
    here.set("w4")
    return 2


async def w5():
    mine = count("w5")
    await anext(mine)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        pass
    here.set("w5")
    return 2


async def main():
    for w in w1, w2, w3, w4, w5:
        task = asyncio.create_task(w())
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.sleep(1)

asyncio.run(main())
