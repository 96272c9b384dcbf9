"""Readers and writers with a Condition: readers share, writers are alone and are preferred."""
import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self._cond = asyncio.Condition()
        self._readers = 0
        self._writer = False
        self._waiting_writers = 0

    @asynccontextmanager
    async def read(self):
        async with self._cond:
            await self._cond.wait_for(lambda: not self._writer and not self._waiting_writers)
            self._readers += 1
        try:
            yield
        finally:
            async with self._cond:
                self._readers -= 1
                if not self._readers:
                    self._cond.notify_all()

    @asynccontextmanager
    async def write(self):
        async with self._cond:
            self._waiting_writers += 1
            try:
                await self._cond.wait_for(lambda: not self._writer and self._readers == 0)
            finally:
                self._waiting_writers -= 1
                self._cond.notify_all()
            self._writer = True
        try:
            yield
        finally:
            async with self._cond:
                self._writer = False
                self._cond.notify_all()

    def __repr__(self):
        return f"<RWLock readers={self._readers} writer={self._writer} waiting={self._waiting_writers}>"


value = 0


async def reader(lock, name, delay):
    await asyncio.sleep(delay)
    async with lock.read():
        before = value
        await asyncio.sleep(0.3)
        assert before == value, "a writer came in between"
        print(f"{asyncio.get_running_loop().time():.2f} {name} read {before} {lock}")


async def writer(lock, name, delay):
    global value
    await asyncio.sleep(delay)
    async with lock.write():
        new = value + 1
        await asyncio.sleep(0.2)
        value = new
        print(f"{asyncio.get_running_loop().time():.2f} {name} wrote {new} {lock}")
        if name == "w1":
            raise RuntimeError("w1 stumbles")


async def main():
    lock = RWLock()
    jobs = [reader(lock, f"r{i}", i * 0.1) for i in range(6)] + [writer(lock, f"w{i}", 0.15 * i) for i in range(3)]
    late = asyncio.create_task(writer(lock, "late", 0.2))
    asyncio.get_running_loop().call_later(0.35, late.cancel)
    results = await asyncio.gather(*jobs, late, return_exceptions=True)
    print([r for r in results if r is not None], value, lock)


asyncio.run(main())
