# While somebody is in line, a newcomer gets in line too, even if a space is free.
import asyncio


async def main():
    spaces = asyncio.Semaphore(1)
    await spaces.acquire()
    order = []

    async def take(name):
        await spaces.acquire()
        order.append(name)

    first = asyncio.create_task(take('first'))
    await asyncio.sleep(0)
    spaces.release()
    spaces.release()
    print(spaces.locked(), spaces._value)
    second = asyncio.create_task(take('second'))
    await take('main')
    print(order, spaces.locked(), spaces._value)
    spaces.release()
    await asyncio.gather(first, second)
    print(order, spaces._value)


asyncio.run(main())
