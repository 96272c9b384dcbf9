# An object that somebody waited at belongs to that loop; one that was only used without waiting does not.
import asyncio

lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue(1)


async def use(first):
    async with lock:
        other = asyncio.create_task(lock.acquire())
        waiter = asyncio.create_task(event.wait())
        await asyncio.sleep(0)
        for task in (other, waiter):
            if task.done():
                error = task.exception()
                print(type(error).__name__, str(error).partition(' is ')[2])
    await queue.put(1)
    print(await queue.get())
    if first:
        await other
        lock.release()
        event.set()
        await waiter
        event.clear()


asyncio.run(use(True))
asyncio.run(use(False))
