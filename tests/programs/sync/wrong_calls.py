"""Coordination objects called with too much, too little, or other names: each complains as its Python source would."""
import asyncio

MAKERS = [
    asyncio.Lock, asyncio.Event, asyncio.Condition, asyncio.Semaphore, asyncio.BoundedSemaphore, asyncio.Barrier,
    asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue, asyncio.TaskGroup, asyncio.timeout, asyncio.timeout_at,
]


def attempt(name, function, *arguments, **options):
    try:
        function(*arguments, **options)
    except TypeError as error:
        print(f"{name}: {error}")
    else:
        print(f"{name}: fine")


async def main():
    for maker in MAKERS:
        attempt("nothing", maker)
        attempt("three", maker, 1, 2, 3)
        attempt("loop", maker, loop=asyncio.get_running_loop())
        attempt("close", maker, valeu=1, mazsize=1)
    queue, lock, condition, event = asyncio.Queue(), asyncio.Lock(), asyncio.Condition(), asyncio.Event()
    semaphore, barrier, group = asyncio.Semaphore(), asyncio.Barrier(2), asyncio.TaskGroup()
    for method in (queue.put_nowait, queue.put, queue.shutdown, queue.qsize, lock.locked, lock.release, lock.acquire,
                   condition.release, condition.locked, condition.acquire, condition.notify, condition.wait_for,
                   event.set, event.wait, semaphore.release, semaphore.acquire, barrier.wait, barrier.abort,
                   group.create_task, asyncio.timeout(1).reschedule, asyncio.timeout(1).when):
        attempt(f"{method.__qualname__} of three", method, 1, 2, 3)
        attempt(f"{method.__qualname__} by name", method, wrong=1)


asyncio.run(main())
