# What a condition refuses; two conditions can share a lock.
import asyncio


async def main():
    condition = asyncio.Condition()
    for method in (condition.notify, condition.notify_all, condition.release):
        try:
            method()
        except RuntimeError as error:
            print('RuntimeError', error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print('RuntimeError', error)
    lock = asyncio.Lock()
    full, empty = asyncio.Condition(lock), asyncio.Condition(lock=lock)
    async with full:
        print(empty.locked(), lock.locked(), repr(empty).partition('[')[2])
        full.notify()
        empty.notify_all()
    print(await empty.acquire(), full.locked())
    full.release()
    print(lock.locked())


asyncio.run(main())
