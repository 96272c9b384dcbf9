"""A scheduler with priorities, ages, deadlines and cancellation; items that compare in several ways."""
import asyncio
import functools
import heapq
import itertools
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    number: int
    name: str = field(compare=False)
    cost: float = field(compare=False, default=0.1, repr=False)


@functools.total_ordering
class Urgent:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        return True

    def __eq__(self, other):
        return self is other

    priority, cost = -1, 0.3


class Scheduler:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.counter = itertools.count(1)
        self.finished = []

    def add(self, name, priority, cost=0.1):
        self.queue.put_nowait(Job(priority, next(self.counter), name, cost))

    async def worker(self, tag):
        while True:
            try:
                job = await self.queue.get()
            except asyncio.QueueShutDown:
                print(f"{tag} goes home")
                return
            print(f"{asyncio.get_running_loop().time():.2f} {tag} {job.name} (priority {job.priority})")
            await asyncio.sleep(job.cost)
            self.finished.append(job.name)
            self.queue.task_done()


async def main():
    s = Scheduler()
    for name, priority in zip("abcdef", (3, 1, 2, 1, 5, 4)):
        s.add(name, priority)
    print(s.queue, s.queue._queue[0])
    async with asyncio.TaskGroup() as tg:
        for tag in ("w1", "w2"):
            tg.create_task(s.worker(tag))
        await asyncio.sleep(0.15)
        s.add("late but first", 0)
        s.queue.put_nowait(Urgent("fire"))
        await s.queue.join()
        s.queue.shutdown()
    print(s.finished)
    heap = [(2, "x"), (1, "y"), (3, "z")]
    heapq.heapify(heap)
    print(heapq.heappushpop(heap, (0, "w")), heapq.nsmallest(2, heap), heap)
    q = asyncio.PriorityQueue()
    q.put_nowait((1, {"a": 1}))
    try:
        q.put_nowait((1, {"b": 2}))
    except TypeError as e:
        print(e, q.qsize())
    print(Job(1, 2, "n") < Job(1, 3, "m"), Job(1, 2, "n") == Job(1, 2, "other"), sorted([Job(2, 1, "q"), Job(1, 9, "p")]))


asyncio.run(main())
