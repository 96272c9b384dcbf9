# A waiter is cancelled, one runs into a timeout, one is cancelled in the instant of set().
import asyncio


async def waiter(name, event):
    try:
        print(name, await event.wait())
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in 'abc']
    await asyncio.sleep(0)
    tasks[1].cancel()
    try:
        await asyncio.wait_for(waiter('d', event), 0.5)
    except TimeoutError:
        print('too late', repr(event).partition('[')[2])
    event.set()
    tasks[2].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(repr(event).partition('[')[2])


asyncio.run(main())
