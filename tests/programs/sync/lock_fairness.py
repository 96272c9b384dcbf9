# Who waits is served in order, and nobody who comes later gets in between a release and the waking of the next.
import asyncio


async def visit(name, lock, log):
    async with lock:
        log.append(name)
        await asyncio.sleep(0)
    log.append(name.upper())


async def barge(lock, log):
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for turn in range(3):
        async with lock:
            log.append(f'barger {turn}')


async def main():
    lock, log = asyncio.Lock(), []
    await asyncio.gather(*(visit(name, lock, log) for name in 'abcd'), barge(lock, log))
    print(*log)
    print(lock.locked(), await lock.acquire(), lock.locked())
    lock.release()


asyncio.run(main())
