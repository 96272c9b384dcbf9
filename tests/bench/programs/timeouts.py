"""100,000 timeouts, of which half fire."""
import asyncio

TASKS = 100_000


async def worker(number):
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(0.5 if number % 2 else 2)
    except TimeoutError:
        return 1
    return 0


async def main():
    late = await asyncio.gather(*(worker(number) for number in range(TASKS)))
    print(sum(late))


asyncio.run(main())
