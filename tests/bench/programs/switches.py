"""1,000,000 bare switches between a hundred tasks."""
import asyncio


async def worker():
    for _ in range(10_000):
        await asyncio.sleep(0)


async def main():
    ticker = asyncio.create_task(asyncio.sleep(1))
    await asyncio.gather(*(worker() for _ in range(100)))
    await ticker
    print("done")


asyncio.run(main())
