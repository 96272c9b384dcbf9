"""Producers and consumers on one queue, ended by join and cancellation."""
import asyncio
import random


async def producer(name, queue, count):
    for number in range(count):
        await asyncio.sleep(random.uniform(0.05, 0.3))
        item = f"{name}-{number}"
        await queue.put(item)
        print(f"{name} put {item!r}, {queue.qsize()} waiting")
    print(f"{name} is done")


async def consumer(name, queue):
    eaten = 0
    try:
        while True:
            item = await queue.get()
            await asyncio.sleep(random.random() / 4)
            print(f"{name:>10} took {item}")
            eaten += 1
            queue.task_done()
    except asyncio.CancelledError:
        print(f"{name} ate {eaten}")
        raise


async def main():
    random.seed(42)
    queue = asyncio.Queue(maxsize=3)
    consumers = [asyncio.create_task(consumer(f"consumer {i}", queue)) for i in range(2)]
    await asyncio.gather(*(producer(name, queue, 4) for name in ("ann", "bob", "cy")))
    await queue.join()
    for task in consumers:
        task.cancel()
    print(await asyncio.gather(*consumers, return_exceptions=True))


asyncio.run(main())
