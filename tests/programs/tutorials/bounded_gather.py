"""A gather with at most n at a time in three ways: a semaphore, workers at an iterator, a sliding window of wait()."""
import asyncio
import time


async def fetch(n):
    await asyncio.sleep(0.1 * (n % 3 + 1))
    if n == 7:
        raise ValueError(f"page {n}")
    return n * n


async def by_semaphore(numbers, limit):
    gate = asyncio.Semaphore(limit)

    async def one(n):
        async with gate:
            return await fetch(n)
    return await asyncio.gather(*map(one, numbers), return_exceptions=True)


async def by_workers(numbers, limit):
    source, results = iter(enumerate(numbers)), {}

    async def worker():
        for place, n in source:
            try:
                results[place] = await fetch(n)
            except ValueError as error:
                results[place] = error
    async with asyncio.TaskGroup() as group:
        for _ in range(limit):
            group.create_task(worker())
    return [results[place] for place in sorted(results)]


async def by_window(numbers, limit):
    results, running, source = {}, {}, iter(enumerate(numbers))
    while True:
        while len(running) < limit and (item := next(source, None)):
            place, n = item
            running[asyncio.create_task(fetch(n))] = place
        if not running:
            return [results[place] for place in sorted(results)]
        done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            results[running.pop(task)] = task.exception() or task.result()


async def main():
    for way in by_semaphore, by_workers, by_window:
        began = time.monotonic()
        results = await way(range(10), 3)
        print(way.__name__, results, round(time.monotonic() - began, 3))


asyncio.run(main())
