"""Readers and writers with a condition; writers go first."""
import asyncio
from contextlib import asynccontextmanager


class ReadWriteLock:
    def __init__(self):
        self._condition = asyncio.Condition()
        self._readers = 0
        self._writer = False
        self._writers_waiting = 0

    @asynccontextmanager
    async def reading(self):
        async with self._condition:
            await self._condition.wait_for(lambda: not self._writer and not self._writers_waiting)
            self._readers += 1
        try:
            yield self._readers
        finally:
            async with self._condition:
                self._readers -= 1
                self._condition.notify_all()

    @asynccontextmanager
    async def writing(self):
        async with self._condition:
            self._writers_waiting += 1
            try:
                await self._condition.wait_for(lambda: not (self._writer or self._readers))
            finally:
                self._writers_waiting -= 1
            self._writer = True
        try:
            yield
        finally:
            async with self._condition:
                self._writer = False
                self._condition.notify_all()


text = ""


async def reader(lock, name, start):
    await asyncio.sleep(start)
    async with lock.reading() as together:
        print(f"{name} reads {text!r}, {together} at once")
        await asyncio.sleep(0.3)


async def writer(lock, name, start):
    global text
    await asyncio.sleep(start)
    async with lock.writing():
        before = text
        await asyncio.sleep(0.2)
        text = before + name
        print(f"{name} wrote")


async def main():
    lock = ReadWriteLock()
    await asyncio.gather(
        *(reader(lock, f"r{n}", n / 10) for n in range(6)),
        *(writer(lock, f"w{n}", 0.15 + n / 5) for n in range(3)),
    )
    print(text, sorted(vars(lock).keys() - {"_condition"}))


asyncio.run(main())
