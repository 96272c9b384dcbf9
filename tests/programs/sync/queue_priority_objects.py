# A priority queue compares with the program's own __lt__.
import asyncio
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)


async def worker(queue):
    while True:
        job = await queue.get()
        print(job)
        if job.name == 'last':
            return
        await asyncio.sleep(1)


async def main():
    queue = asyncio.PriorityQueue(maxsize=3)
    consumer = asyncio.create_task(worker(queue))
    for priority, name in ((5, 'low'), (1, 'high'), (3, 'middle'), (2, 'second'), (9, 'last')):
        await queue.put(Job(priority, name))
    await consumer


asyncio.run(main())
