"""Dining philosophers: they deadlock by timeout, then by order of forks, then with a waiter."""
import asyncio
import itertools

N = 5


class Fork:
    count = itertools.count()

    def __init__(self):
        self._lock = asyncio.Lock()
        self.number = next(self.count)

    def __getattr__(self, name):
        return getattr(self._lock, name)

    async def __aenter__(self):
        await self._lock.acquire()
        return self

    async def __aexit__(self, *exc_info):
        self._lock.release()

    def __repr__(self):
        return f"Fork({self.number}{'*' if self.locked() else ''})"


async def philosopher(i, first, second, meals, *, think=0.1, waiter=None):
    for meal in range(meals):
        await asyncio.sleep(think * (i % 2))
        if waiter:
            await waiter.acquire()
        try:
            async with first:
                await asyncio.sleep(0.05)
                async with second:
                    print(f"{asyncio.get_running_loop().time():.2f} P{i} eats {meal} with {first} {second}")
                    await asyncio.sleep(0.2)
        finally:
            if waiter:
                waiter.release()


async def dine(title, arrange, **options):
    print("--", title)
    Fork.count = itertools.count()
    forks = [Fork() for _ in range(N)]
    tasks = {asyncio.create_task(philosopher(i, *arrange(forks, i), 2, **options), name=f"P{i}") for i in range(N)}
    done, pending = await asyncio.wait(tasks, timeout=5)
    print(len(done), "done", len(pending), "pending", forks)
    for task in sorted(pending, key=asyncio.Task.get_name):
        task.cancel()
    if pending:
        await asyncio.wait(pending)
        print(forks)


async def main():
    await dine("deadlock", lambda f, i: (f[i], f[(i + 1) % N]), think=0)
    await dine("ordered", lambda f, i: sorted((f[i], f[(i + 1) % N]), key=lambda fork: fork.number))
    await dine("waiter", lambda f, i: (f[i], f[(i + 1) % N]), think=0, waiter=asyncio.BoundedSemaphore(N - 1))


asyncio.run(main())
