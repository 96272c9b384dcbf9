"""Many ask for the same missing key: without care each computes it, with a future per key one does, and failures are not kept."""
import asyncio


class Slow:
    def __init__(self):
        self.calls = 0

    async def load(self, key):
        self.calls += 1
        await asyncio.sleep(1)
        if key == "bad" and self.calls % 2:
            raise LookupError(key)
        return key.upper()


class Naive:
    def __init__(self, slow):
        self.slow, self.values = slow, {}

    async def get(self, key):
        if key not in self.values:
            self.values[key] = await self.slow.load(key)
        return self.values[key]


class Careful(Naive):
    async def get(self, key):
        if key not in self.values:
            self.values[key] = asyncio.ensure_future(self.slow.load(key))
            self.values[key].add_done_callback(lambda done: done.exception() and self.values.pop(key))
        return await asyncio.shield(self.values[key])


async def main():
    for kind in Naive, Careful:
        slow = Slow()
        cache = kind(slow)
        print(kind.__name__, await asyncio.gather(*(cache.get("key") for _ in range(5))), slow.calls)
        print(await asyncio.gather(*(cache.get("bad") for _ in range(3)), return_exceptions=True), slow.calls)
    slow = Slow()
    cache = Careful(slow)
    one, two = asyncio.create_task(cache.get("shared")), asyncio.create_task(cache.get("shared"))
    await asyncio.sleep(0.5)
    one.cancel()
    print(await two, one.cancelled(), slow.calls)


asyncio.run(main())
