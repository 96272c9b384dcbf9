"""300,000 items through a queue of 8 with four consumers."""
import asyncio

ITEMS = 300_000


async def producer(queue):
    for item in range(ITEMS):
        await queue.put(item)
    for _ in range(4):
        await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    queue = asyncio.Queue(maxsize=8)
    totals = await asyncio.gather(producer(queue), *(consumer(queue) for _ in range(4)))
    print(sum(totals[1:]))


asyncio.run(main())
