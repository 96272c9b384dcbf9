"""A semaphore, an event and a latch made of futures and a deque."""
import asyncio
from collections import deque


class Semaphore:
    def __init__(self, value):
        self.value = value
        self.waiters = deque()

    async def acquire(self):
        while self.value <= 0:
            waiter = asyncio.get_running_loop().create_future()
            self.waiters.append(waiter)
            try:
                await waiter
            except BaseException:
                waiter.cancel()
                if self.value > 0 and not waiter.cancelled():
                    self.wake()
                raise
        self.value -= 1

    def release(self):
        self.value += 1
        self.wake()

    def wake(self):
        while self.waiters:
            waiter = self.waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *details):
        self.release()


class Latch:
    def __init__(self, count):
        self.count = count
        self.opened = asyncio.get_running_loop().create_future()

    def count_down(self):
        self.count -= 1
        if self.count == 0:
            self.opened.set_result("open")

    def __await__(self):
        return self.opened.__await__()


async def car(number, places, latch):
    async with places:
        print("in", number)
        await asyncio.sleep(1)
    print("out", number)
    latch.count_down()


async def main():
    places = Semaphore(2)
    latch = Latch(4)
    cars = [asyncio.create_task(car(n, places, latch)) for n in range(5)]
    await asyncio.sleep(0.5)
    cars[2].cancel()
    print(await latch, places.value, len(places.waiters))
    print([c.cancelled() for c in cars])


asyncio.run(main())
