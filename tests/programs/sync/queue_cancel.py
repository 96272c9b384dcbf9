# Getters and putters that are cancelled lose nothing: a wake-up that came too late goes to the next.
import asyncio


async def getter(name, queue):
    try:
        print(name, 'gets', await queue.get())
    except asyncio.CancelledError:
        print(name, 'cancelled', queue)


async def putter(item, queue):
    try:
        await queue.put(item)
        print('put', item)
    except asyncio.CancelledError:
        print('not put:', item, queue)


async def main():
    queue = asyncio.Queue(1)
    getters = [asyncio.create_task(getter(name, queue)) for name in 'abcd']
    await asyncio.sleep(0)
    getters[1].cancel()
    queue.put_nowait('x')
    getters[0].cancel()                   # was woken for x
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(queue)
    getters[3].cancel()
    await asyncio.wait(getters)

    queue.put_nowait(0)
    putters = [asyncio.create_task(putter(item, queue)) for item in (1, 2, 3)]
    await asyncio.sleep(0)
    print(queue.get_nowait(), queue)
    putters[0].cancel()                   # was woken for the free place
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(queue)
    putters[2].cancel()
    await asyncio.wait(putters)
    print(queue)
    try:
        async with asyncio.timeout(1):
            await queue.put('more')
    except TimeoutError:
        print('timeout', queue)


asyncio.run(main())
