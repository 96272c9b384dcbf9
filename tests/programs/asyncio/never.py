"""Coroutines that nobody awaits, exceptions that nobody retrieves."""
import asyncio


async def work(n):
    await asyncio.sleep(n)


async def fail(n):
    await asyncio.sleep(n)
    raise ValueError(n)


async def main():
    work(1)
    asyncio.sleep(1)
    for _ in range(2):
        work(2)
    coroutine = work(3)
    coroutine = None
    asyncio.create_task(fail(1), name="lost")
    await asyncio.sleep(2)
    kept = asyncio.create_task(fail(1), name="kept")
    await asyncio.sleep(2)
    print("delete")
    del kept
    print("deleted")
    task = asyncio.create_task(work(1))
    task.cancel()
    await asyncio.sleep(0)


work(0)
asyncio.run(main())
