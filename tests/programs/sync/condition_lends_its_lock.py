"""A condition's acquire, release and locked are those of its lock, and so they are called in a trace."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    print(condition.acquire.__qualname__, condition.release.__self__ is lock, condition.locked() is lock.locked())
    await condition.acquire()
    loop.call_soon(condition.release)
    loop.call_later(1, lock.locked)
    async with condition:
        print("released by the loop", lock.locked())
    print(condition.locked(), condition.release == lock.release)
    try:
        condition.release()
    except RuntimeError as error:
        print(error)
    await asyncio.sleep(2)


asyncio.run(main())
