"""An exception whose traceback knows who holds it is a circle: only the collector finds it."""
import asyncio
import gc


async def limited():
    async with asyncio.timeout(0.1):
        await asyncio.sleep(1)


async def waited():
    await asyncio.wait_for(asyncio.sleep(1), 0.1)


async def gone(event):
    await asyncio.wait_for(event.wait(), 0.1)


async def plain():
    await asyncio.sleep(0.1)
    raise ValueError("plain")


async def zero():
    await asyncio.wait_for(asyncio.sleep(1), 0)


async def queue_get():
    q = asyncio.Queue()
    await asyncio.wait_for(q.get(), 0.1)


async def gathered():
    await asyncio.gather(plain(), plain())


async def waits():
    async with asyncio.timeout(0.1):
        await asyncio.wait([asyncio.create_task(asyncio.sleep(1))])


async def main():
    for what in limited, waited, lambda: gone(asyncio.Event()), plain, zero, queue_get, gathered, waits:
        print(getattr(what, "__name__", "?"))
        task = asyncio.create_task(what())
        await asyncio.sleep(0.5)
        print("drop")
        del task
        await asyncio.sleep(0.1)
        print("collect")
        gc.collect()
        await asyncio.sleep(0.1)


asyncio.run(main())
