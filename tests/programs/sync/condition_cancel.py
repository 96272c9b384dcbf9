# Whoever is cancelled in wait() takes the lock all the same, and passes on a notification that it may have had.
import asyncio


async def waiter(name, condition):
    async with condition:
        try:
            print(name, await condition.wait())
        except asyncio.CancelledError as error:
            print(name, 'cancelled', error.args, condition.locked())
            raise


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(name, condition)) for name in 'abcd']
    await asyncio.sleep(0)
    tasks[0].cancel('first')
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
        await asyncio.sleep(0)            # b is woken and waits for the lock
        tasks[1].cancel('once')
        await asyncio.sleep(0)
        tasks[1].cancel('twice')
        await asyncio.sleep(0)
        print(repr(condition).partition('[')[2], repr(condition._lock).partition('[')[2])
    await asyncio.sleep(1)
    print([task.done() for task in tasks])
    tasks[3].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    try:
        async with condition:
            await asyncio.wait_for(condition.wait(), 2)
    except TimeoutError:
        print('timeout', condition.locked())


asyncio.run(main())
