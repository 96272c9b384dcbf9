# A waiter that is cancelled leaves the line; one that was woken already passes the lock on.
import asyncio


async def worker(name, lock):
    try:
        async with lock:
            print(name, 'has it')
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise


def extra(thing):
    return repr(thing).partition('[')[2]


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(worker(name, lock)) for name in 'abcd']
    await asyncio.sleep(0)
    print(extra(lock))
    tasks[1].cancel()
    await asyncio.sleep(0)
    print(extra(lock))
    lock.release()
    print(extra(lock), lock.locked())
    tasks[0].cancel()                     # a was woken and has not run yet
    await asyncio.sleep(0)
    print(extra(lock))
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks], extra(lock))

    await lock.acquire()
    lonely = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    lonely.cancel()
    lock.release()
    print(extra(lock), await lock.acquire())      # all in line were cancelled: straight on


asyncio.run(main())
