"""Async iterators and generators that stream: pages, chunks, windows, limits, early exit."""
import asyncio
from contextlib import aclosing


class Pages:
    def __init__(self, items, size):
        self.items, self.size, self.at = items, size, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.at >= len(self.items):
            raise StopAsyncIteration
        await asyncio.sleep(0.1)
        page = self.items[self.at:self.at + self.size]
        self.at += self.size
        return page


async def flatten(pages):
    async for page in pages:
        for item in page:
            yield item


async def window(source, size):
    held = []
    async for item in source:
        held.append(item)
        if len(held) == size:
            yield tuple(held)
            held.pop(0)


async def take(source, count):
    async with aclosing(source):
        if count <= 0:
            return
        async for item in source:
            yield item
            count -= 1
            if not count:
                break


async def countdown(start):
    try:
        while start:
            yield start
            start -= 1
            await asyncio.sleep(0.5)
    finally:
        print("countdown closed at", start)


async def main():
    letters = list("abcdefg")
    print([page async for page in Pages(letters, 3)])
    print([w async for w in window(flatten(Pages(letters, 2)), 3)])
    print({n: n * n async for n in take(countdown(10), 3)})
    counting = countdown(5)
    print(await anext(counting), await counting.__anext__(), await counting.asend("ignored"))
    await counting.aclose()
    print(await anext(counting, "over"))
    async for number in countdown(3):
        if number == 2:
            break
    else:
        print("not here")
    print("after the loop")
    await asyncio.sleep(0)
    print(sum([n async for n in countdown(2)]), asyncio.get_running_loop().time())


asyncio.run(main())
