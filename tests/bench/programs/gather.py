"""100,000 tasks in one gather, each asleep for a while."""
import asyncio

TASKS = 100_000


async def worker(number):
    await asyncio.sleep(1 + number % 10)
    return number


async def main():
    results = await asyncio.gather(*(worker(number) for number in range(TASKS)))
    print(sum(results))


asyncio.run(main())
