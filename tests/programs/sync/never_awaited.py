# Methods that were called and not awaited.
import asyncio


async def main():
    lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue()
    lock.acquire()
    event.wait()
    queue.put(1)
    queue.get()
    asyncio.Semaphore(1).acquire()
    print(lock.locked(), queue.qsize())
    asyncio.timeout(1).__aenter__()
    asyncio.TaskGroup().__aenter__()


asyncio.run(main())
