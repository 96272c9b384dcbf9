"""Fan out to many, fan in by merging async iterators as they yield."""
import asyncio


async def ticker(name, period, count):
    for number in range(count):
        await asyncio.sleep(period)
        yield name, number


async def merge(*iterators):
    queue = asyncio.Queue()
    running = len(iterators)

    async def drain(iterator):
        nonlocal running
        try:
            async for item in iterator:
                await queue.put(item)
        finally:
            running -= 1
            if not running:
                await queue.put(None)

    tasks = [asyncio.ensure_future(drain(iterator)) for iterator in iterators]
    try:
        while (item := await queue.get()) is not None:
            yield item
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print("merged", [task.cancelled() for task in tasks])


async def fan_out(value, *functions):
    return dict(zip((f.__name__ for f in functions), await asyncio.gather(*(f(value) for f in functions))))


async def double(x):
    await asyncio.sleep(0.2)
    return 2 * x


async def negate(x):
    return -x


async def main():
    async for item in merge(ticker("a", 0.2, 3), ticker("b", 0.3, 2), ticker("c", 0.5, 1)):
        print(item, await fan_out(item[1], double, negate))
    merged = merge(ticker("x", 1, 100), ticker("y", 1.5, 100))
    async for item in merged:
        print(item)
        if item[1] == 2:
            break
    await merged.aclose()


asyncio.run(main())
