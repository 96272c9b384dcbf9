# A waiter that was promised a space and is cancelled gives it to the next.
import asyncio


def extra(thing):
    return repr(thing).partition('[')[2]


async def worker(name, spaces):
    try:
        async with spaces:
            print(name, 'in', extra(spaces))
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, 'cancelled', extra(spaces))
        raise


async def main():
    spaces = asyncio.Semaphore(0)
    print(extra(spaces), spaces.locked())
    tasks = [asyncio.create_task(worker(name, spaces)) for name in 'abcde']
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.sleep(0)
    spaces.release()
    spaces.release()
    print(extra(spaces), spaces._value)
    tasks[0].cancel()
    await asyncio.sleep(0)
    print(extra(spaces), spaces._value)
    await asyncio.sleep(5)
    print(extra(spaces), spaces._value)
    await asyncio.gather(*tasks, return_exceptions=True)
    for _ in range(3):
        spaces.release()
    print(extra(spaces), spaces._value)
    try:
        async with asyncio.timeout(1):
            for _ in range(10):
                await spaces.acquire()
    except TimeoutError:
        print('timeout', extra(spaces))


asyncio.run(main())
