"""A maxsize that is no whole number: full from the next whole number on."""
import asyncio
import math


async def main():
    for maxsize in (1.3, 2.0, 0.5, 0.0, -1.5, math.inf, -math.inf, math.nan, True):
        for make in (asyncio.Queue, asyncio.PriorityQueue):
            queue = make(maxsize)
            while not queue.full() and queue.qsize() < 4:
                queue.put_nowait(queue.qsize())
            print(queue.maxsize, queue.qsize(), queue.full(), str(queue))


async def blocked():
    queue = asyncio.Queue(1.5)
    producer = asyncio.create_task(fill(queue))
    await asyncio.sleep(1)
    print("in the queue", queue.qsize())
    while not producer.done():
        print("got", await queue.get())
        await asyncio.sleep(0)


async def fill(queue):
    for item in range(4):
        await queue.put(item)
        print("put", item)


asyncio.run(main())
asyncio.run(blocked())
