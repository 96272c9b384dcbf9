# notify(n) wakes the first n in line; each takes the lock again before it goes on.
import asyncio


def extra(thing):
    return repr(thing).partition('[')[2]


async def waiter(name, condition):
    async with condition:
        print(name, 'waits')
        print(name, await condition.wait(), condition.locked())


async def main():
    condition = asyncio.Condition()
    print(extra(condition))
    tasks = [asyncio.create_task(waiter(name, condition)) for name in 'abcdef']
    await asyncio.sleep(0)
    print(extra(condition))
    async with condition:
        condition.notify()
        print('notified', extra(condition))
        await asyncio.sleep(1)
    await asyncio.sleep(1)
    async with condition:
        condition.notify(2)
        condition.notify(0)
    await asyncio.sleep(1)
    print(extra(condition))
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)
    print(extra(condition))


asyncio.run(main())
