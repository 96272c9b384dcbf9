"""A cache with single flight, time to live, early refresh and negative entries against a stampede."""
import asyncio
import time
from collections import OrderedDict
from typing import Any, Hashable

MISSING = object()


class Cache:
    def __init__(self, load, *, ttl=1.0, stale=0.5, size=3):
        self._load, self.ttl, self.stale, self.size = load, ttl, stale, size
        self._entries: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._flights: dict[Hashable, asyncio.Task] = {}
        self.stats = dict.fromkeys(("hit", "stale", "miss", "joined", "evicted"), 0)

    async def _fly(self, key):
        try:
            value = await self._load(key)
        except LookupError as e:
            value = e
        finally:
            del self._flights[key]
        self._entries[key] = (time.monotonic(), value)
        self._entries.move_to_end(key)
        while len(self._entries) > self.size:
            old, _ = self._entries.popitem(last=False)
            self.stats["evicted"] += 1
            print(f"    {old!r} is thrown out")
        return value

    async def get(self, key):
        born, value = self._entries.get(key, (0, MISSING))
        age = time.monotonic() - born
        if value is not MISSING and age < self.ttl:
            self.stats["hit"] += 1
            self._entries.move_to_end(key)
            return value
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = asyncio.create_task(self._fly(key), name=f"load {key}")
            self.stats["miss"] += 1
        else:
            self.stats["joined"] += 1
        if value is not MISSING and age < self.ttl + self.stale:
            self.stats["stale"] += 1
            return value
        return await asyncio.shield(flight)


async def slow(key):
    print(f"{time.monotonic():.2f} load {key!r}")
    await asyncio.sleep(0.3)
    if key == "ghost":
        raise KeyError(key)
    if key == "crash":
        raise RuntimeError("database on fire")
    return f"<{key}@{time.monotonic():.1f}>"


async def main():
    cache = Cache(slow)
    print(await asyncio.gather(*(cache.get("a") for _ in range(5))))
    await asyncio.sleep(0.2)
    print(await cache.get("a"), cache.stats)
    await asyncio.sleep(1)
    print(await cache.get("a"), cache.stats)
    await asyncio.sleep(0.5)
    for key in "bcd":
        print(await cache.get(key))
    print(repr(await cache.get("ghost")), repr(await cache.get("ghost")))
    waiters = [asyncio.create_task(cache.get("z")) for _ in range(3)]
    await asyncio.sleep(0.1)
    waiters[0].cancel()
    print(await asyncio.gather(*waiters, return_exceptions=True))
    print(await asyncio.gather(cache.get("crash"), cache.get("crash"), return_exceptions=True))
    print(cache.stats, list(cache._entries), cache._flights)


asyncio.run(main())
