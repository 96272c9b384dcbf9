"""A task queue with priorities: an order of its own, ties by age, and delayed jobs with a heap."""
import asyncio
import heapq
import itertools
from dataclasses import dataclass, field
from typing import Any, Callable


@dataclass(order=True)
class Job:
    priority: int
    number: int
    name: str = field(compare=False)
    action: Callable[[], Any] = field(compare=False, repr=False, default=None)


async def worker(name, queue, done):
    while True:
        job = await queue.get()
        print(f"{name} runs {job}")
        await asyncio.sleep(0.1 * job.priority)
        done.append(job.name)
        queue.task_done()


async def scheduler(plan, queue):
    heapq.heapify(plan)
    loop = asyncio.get_running_loop()
    while plan:
        when, job = heapq.heappop(plan)
        if (wait := when - loop.time()) > 0:
            await asyncio.sleep(wait)
        await queue.put(job)


async def main():
    queue = asyncio.PriorityQueue()
    numbers = itertools.count(1)
    done = []
    for priority, name in (5, "report"), (1, "alarm"), (3, "mail"), (1, "fire"), (4, "backup"):
        await queue.put(Job(priority, next(numbers), name))
    plan = [(0.8, Job(2, next(numbers), "late")), (0.3, Job(1, next(numbers), "soon")), (0.3, Job(0, next(numbers), "now"))]
    workers = [asyncio.create_task(worker(f"w{n}", queue, done)) for n in (1, 2)]
    await scheduler(plan, queue)
    await queue.join()
    [w.cancel() for w in workers]
    print(done, Job(1, 2, "x") < Job(1, 3, "a"), Job(1, 2, "x") == Job(1, 2, "y"))


asyncio.run(main())
