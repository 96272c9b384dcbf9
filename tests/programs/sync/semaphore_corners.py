"""Semaphores: who is next when a waiter that was woken is cancelled, newcomers that may not overtake, negative values, released beyond."""
import asyncio


async def user(name, semaphore, seconds=1):
    print(name, "comes", semaphore.locked(), semaphore._value)
    try:
        async with semaphore:
            print(name, "in", semaphore._value)
            await asyncio.sleep(seconds)
        print(name, "out", semaphore._value)
    except asyncio.CancelledError:
        print(name, "cancelled", semaphore._value)
        raise


async def main():
    for wrong in (-1,):
        for kind in asyncio.Semaphore, asyncio.BoundedSemaphore:
            try:
                kind(wrong)
            except ValueError as error:
                print(error)
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error, bounded._value)
    plain = asyncio.Semaphore(0)
    plain.release()
    plain.release()
    print(plain._value, plain.locked())
    semaphore = asyncio.Semaphore(1)
    tasks = {n: asyncio.create_task(user(n, semaphore)) for n in "abcd"}
    await asyncio.sleep(1)
    tasks["b"].cancel()
    tasks["e"] = asyncio.create_task(user("e", semaphore))
    await asyncio.sleep(0)
    print(repr(semaphore).partition("[")[2])
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    print(repr(semaphore).partition("[")[2])
    await semaphore.acquire()
    waiters = [asyncio.create_task(user(n, semaphore)) for n in "fgh"]
    await asyncio.sleep(0)
    semaphore.release()
    waiters[0].cancel()
    print("free for all?", semaphore.locked(), semaphore._value)
    late = asyncio.create_task(user("late", semaphore))
    await asyncio.gather(*waiters, late, return_exceptions=True)
    zero = asyncio.Semaphore(0)
    waiters = [asyncio.create_task(user(n, zero)) for n in "ijk"]
    await asyncio.sleep(0)
    for _ in range(3):
        zero.release()
    waiters[1].cancel()
    await asyncio.gather(*waiters, return_exceptions=True)
    print(repr(zero).partition("[")[2])
    try:
        with semaphore:
            pass
    except TypeError as error:
        print(error)
    try:
        async with asyncio.timeout(0.5):
            async with asyncio.Semaphore(0):
                print("never")
    except TimeoutError:
        print("timed out")
    print(await asyncio.Semaphore(value=3).acquire(), asyncio.Semaphore()._value)


asyncio.run(main())
