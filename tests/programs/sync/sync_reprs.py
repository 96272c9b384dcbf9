"""The repr of each coordination object in each of its states."""
import asyncio


def plain(thing):
    text = repr(thing)
    while " at 0x" in text:
        before, _, rest = text.partition(" at 0x")
        text = before + " AT " + rest.lstrip("0123456789abcdef")
    return text


async def hold(thing):
    async with thing:
        await asyncio.sleep(1)


async def main():
    lock = asyncio.Lock()
    print(plain(lock))
    tasks = [asyncio.create_task(hold(lock)) for _ in range(3)]
    await asyncio.sleep(0)
    print(plain(lock))
    tasks[1].cancel()
    print(plain(lock))
    await asyncio.sleep(0)
    print(plain(lock))
    await asyncio.sleep(5)
    print(plain(lock))

    event = asyncio.Event()
    print(plain(event))
    waiters = [asyncio.create_task(event.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    print(plain(event))
    event.set()
    print(plain(event))
    await asyncio.gather(*waiters)
    print(plain(event))
    event.clear()
    print(plain(event))

    semaphore = asyncio.Semaphore(2)
    print(plain(semaphore), plain(asyncio.Semaphore(0)), plain(asyncio.BoundedSemaphore(1)))
    tasks = [asyncio.create_task(hold(semaphore)) for _ in range(5)]
    await asyncio.sleep(0)
    print(plain(semaphore), semaphore._value)
    await asyncio.sleep(1)
    print(plain(semaphore))
    await asyncio.sleep(5)
    print(plain(semaphore))

    condition = asyncio.Condition()
    print(plain(condition))

    async def waits():
        async with condition:
            await condition.wait()
    waiters = [asyncio.create_task(waits()) for _ in range(2)]
    await asyncio.sleep(0)
    print(plain(condition))
    async with condition:
        print(plain(condition))
        condition.notify_all()
        print(plain(condition))
    await asyncio.gather(*waiters)
    print(plain(condition))
    print(plain(asyncio.Condition(lock)))

    barrier = asyncio.Barrier(3)
    print(plain(barrier))
    waiters = [asyncio.create_task(barrier.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    print(plain(barrier))
    await barrier.wait()
    print(plain(barrier))
    await asyncio.gather(*waiters)
    print(plain(barrier))
    await barrier.abort()
    print(plain(barrier))
    await barrier.reset()
    print(plain(barrier))

    for kind in asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue:
        queue = kind(2)
        print(plain(queue), str(queue).startswith("<" + kind.__name__))
        queue.put_nowait(2)
        queue.put_nowait(1)
        print(plain(queue), queue)
        putter = asyncio.create_task(queue.put(3))
        await asyncio.sleep(0)
        print(plain(queue), queue)
        queue.get_nowait()
        await putter
        queue.get_nowait()
        queue.get_nowait()
        getters = [asyncio.create_task(queue.get()) for _ in range(2)]
        await asyncio.sleep(0)
        print(plain(queue), queue)
        queue.shutdown()
        print(plain(queue), queue)
        await asyncio.gather(*getters, return_exceptions=True)
        print(plain(queue), queue)
    print(plain(asyncio.Queue()), asyncio.Queue(-1))


asyncio.run(main())
