"""Asynchronous iterators and generators, and how they are cleaned up: break, aclosing, athrow, left open."""
import asyncio
from contextlib import aclosing


class Ticker:
    def __init__(self, step, to):
        self.step, self.to, self.i = step, to, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.to:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(self.step)
        return self.i


async def lines(name, n=5):
    print(f"open {name}")
    try:
        for i in range(n):
            try:
                got = yield f"{name}:{i}"
                if got:
                    print("  got", got)
            except ValueError as e:
                print("  inside:", e)
    except GeneratorExit:
        print(f"  {name} is closed early")
        raise
    finally:
        await asyncio.sleep(0.1)
        print(f"close {name}")


async def grep(pattern, source):
    async for line in source:
        if pattern in line:
            yield line


async def take(n, ait):
    if n <= 0:
        return
    async for x in ait:
        yield x
        n -= 1
        if not n:
            break


async def merge(*sources):
    queue = asyncio.Queue()

    async def pump(source):
        async for x in source:
            await queue.put(x)

    async with asyncio.TaskGroup() as tg:
        pumps = [tg.create_task(pump(s)) for s in sources]
        left = len(pumps)
        for p in pumps:
            p.add_done_callback(lambda _: queue.put_nowait(None))
        while left:
            item = await queue.get()
            if item is None:
                left -= 1
            else:
                yield item


async def main():
    print([x async for x in Ticker(0.1, 3)], [x * y async for x in Ticker(0.1, 2) for y in range(x)])
    async for line in lines("break"):
        if line.endswith("1"):
            break
    print("after break")
    await asyncio.sleep(0.2)
    async with aclosing(lines("aclosing")) as ls:
        async for line in ls:
            print(line)
            if line.endswith("1"):
                break
    gen = lines("by hand")
    print(await anext(gen), await gen.asend("hello"), await gen.athrow(ValueError("boo")))
    await gen.aclose()
    print(await anext(gen, "exhausted"))
    print([x async for x in take(2, grep("1", lines("piped", 13)))])
    print(sorted([x async for x in merge(Ticker(0.2, 3), Ticker(0.3, 2))]))
    left_open = lines("left open")
    print(await anext(left_open))
    del left_open
    await asyncio.sleep(0)
    print({x: len(x) async for x in lines("dict", 2)}, {c async for c in lines("set", 1)})
    it = aiter(Ticker(0.1, 1))
    print(await anext(it), await anext(it, None))
    try:
        await anext(it)
    except StopAsyncIteration as e:
        print("stop", e.args)
    unfinished = lines("at the end")
    await anext(unfinished)


asyncio.run(main())
