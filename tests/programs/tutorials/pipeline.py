"""A pipeline of stages, each a coroutine between two queues, closed by a sentinel."""
import asyncio

END = object()


async def stage(function, source, target, workers=1):
    async def work():
        while (item := await source.get()) is not END:
            result = function(item)
            if asyncio.iscoroutine(result):
                result = await result
            if result is not None:
                await target.put(result)
        await source.put(END)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())
    await target.put(END)


async def slow_square(n):
    await asyncio.sleep(0.1 * (n % 3))
    return n, n * n


def only_even(pair):
    return pair if pair[1] % 2 == 0 else None


async def collect(source):
    items = []
    while True:
        item = await source.get()
        if item is END:
            return items
        items.append(item)


async def main():
    numbers, squares, evens = (asyncio.Queue(2) for _ in range(3))

    async def feed():
        for n in range(10):
            await numbers.put(n)
        await numbers.put(END)

    *_, result = await asyncio.gather(
        feed(),
        stage(slow_square, numbers, squares, workers=3),
        stage(only_even, squares, evens),
        collect(evens),
    )
    print(result, asyncio.get_running_loop().time())


asyncio.run(main())
