"""100,000 tasks through a semaphore of 100."""
import asyncio

TASKS = 100_000


async def worker(lot):
    async with lot:
        await asyncio.sleep(0.1)


async def main():
    lot = asyncio.Semaphore(100)
    await asyncio.gather(*(worker(lot) for _ in range(TASKS)))
    print("done")


asyncio.run(main())
