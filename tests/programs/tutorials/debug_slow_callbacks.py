"""Debug mode: slow callbacks and tasks, coroutines that were never awaited, calls from the wrong thread's loop."""
import asyncio
import time


async def blocking():
    time.sleep(0.25)
    await asyncio.sleep(0)
    time.sleep(0.05)


async def never():
    pass


class Service:
    async def start(self):
        time.sleep(0.15)
        await asyncio.sleep(0)

    def tick(self, n):
        time.sleep(n)


def plain(n, *, m=1):
    time.sleep(n * m)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await asyncio.create_task(blocking(), name="the slow one")
    s = Service()
    await s.start()
    loop.call_soon(s.tick, 0.2)
    loop.call_soon(plain, 0.11)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 0.5
    loop.call_later(0.1, plain, 0.4)
    await asyncio.sleep(0.2)
    never()
    loop.call_later(0.1, lambda: time.sleep(1))
    await asyncio.sleep(1)
    task = asyncio.create_task(never())

    fut = loop.create_future()

    await task

    async def fails():
        raise ValueError("lost")
    lost = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del lost
    print("end")


asyncio.run(main(), debug=True)
