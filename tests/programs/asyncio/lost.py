"""Tasks that nobody can reach any more: gc.collect() finds them, and so does the end of the program."""
import asyncio
import gc


async def stuck(n):
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print("finally", n)


async def fails():
    async with asyncio.timeout(0.1):
        await asyncio.sleep(1)


class Holder:
    pass


async def main():
    asyncio.create_task(stuck(1), name="one")
    asyncio.create_task(stuck(2), name="two")
    asyncio.create_task(fails(), name="three")
    h = Holder()
    h.t = asyncio.create_task(stuck(3), name="kept")
    await asyncio.sleep(1)
    print("collect")
    print(gc.collect() > 0)
    print("collected", len(asyncio.all_tasks()))
    h.t.cancel()
    await asyncio.sleep(0)
    asyncio.create_task(stuck(4), name="four")
    e = asyncio.Event()
    asyncio.create_task(e.wait(), name="event")
    del e
    await asyncio.sleep(0.1)
    gc.collect()
    print("end of main")
    asyncio.create_task(stuck(5), name="five")
    await asyncio.sleep(0.1)


asyncio.run(main())
loop = asyncio.new_event_loop()
loop.create_task(stuck(6), name="six")
loop.run_until_complete(asyncio.sleep(1))
print("end")
