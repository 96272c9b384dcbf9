"""Heartbeats: nodes beat, a monitor declares them dead after three missed beats, a supervisor restarts them."""
import asyncio
import contextlib
import random
import time

rng = random.Random(7)


class Monitor:
    def __init__(self, period, misses=3):
        self.period, self.misses = period, misses
        self.last = {}
        self.dead = asyncio.Queue()

    def beat(self, name):
        self.last[name] = time.monotonic()

    async def watch(self):
        while True:
            await asyncio.sleep(self.period)
            now = time.monotonic()
            for name, seen in list(self.last.items()):
                if now - seen > self.period * self.misses:
                    del self.last[name]
                    await self.dead.put((name, now - seen))


async def node(name, monitor, period):
    beats = 0
    try:
        while True:
            monitor.beat(name)
            beats += 1
            if rng.random() < 0.08:
                print(f"{time.monotonic():5.2f} {name} hangs")
                await asyncio.Event().wait()
            if rng.random() < 0.05:
                raise RuntimeError(f"{name} crashed after {beats} beats")
            await asyncio.sleep(period * rng.uniform(0.8, 1.2))
    finally:
        print(f"{time.monotonic():5.2f} {name} stops after {beats} beats")


async def supervise(names, seconds):
    monitor = Monitor(0.5)
    tasks = {n: asyncio.create_task(node(n, monitor, 0.5), name=n) for n in names}
    watcher = asyncio.create_task(monitor.watch())
    restarts = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds) as limit:
            while True:
                name, silence = await monitor.dead.get()
                task = tasks[name]
                if task.done():
                    print(f"{time.monotonic():5.2f} {name}: {task.exception()!r}")
                else:
                    print(f"{time.monotonic():5.2f} {name} silent for {silence:.2f}: cancelled {task.cancel('silent')}")
                    with contextlib.suppress(asyncio.CancelledError):
                        await task
                tasks[name] = asyncio.create_task(node(name, monitor, 0.5), name=f"{name}'")
                restarts += 1
    print(limit.expired(), restarts)
    watcher.cancel()
    for t in tasks.values():
        t.cancel()
    print([repr(r) for r in await asyncio.gather(watcher, *tasks.values(), return_exceptions=True)])


asyncio.run(supervise(["alpha", "beta", "gamma"], 15))
