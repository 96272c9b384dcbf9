"""What is never awaited, never retrieved, and destroyed while pending."""
import asyncio
import gc


async def work(n):
    await asyncio.sleep(n)
    return n


async def fails(text):
    raise ValueError(text)


async def main():
    work(1)
    x = work(2)
    del x
    [work(n) for n in range(2)]
    print("after forgotten ones")
    asyncio.sleep(1)
    asyncio.gather
    task = asyncio.create_task(fails("lost task"), name="lost")
    await asyncio.sleep(0.1)
    del task
    print("after the lost task")
    future = asyncio.get_running_loop().create_future()
    future.set_exception(KeyError("lost future"))
    del future
    print("after the lost future")
    retrieved = asyncio.create_task(fails("seen"))
    await asyncio.sleep(0.1)
    print(repr(retrieved.exception()))
    del retrieved
    cancelled = asyncio.create_task(work(5))
    await asyncio.sleep(0)
    cancelled.cancel()
    await asyncio.sleep(0)
    del cancelled
    await asyncio.gather(fails("gathered"), work(0), return_exceptions=True)
    group = asyncio.gather(fails("one"), fails("two"))
    await asyncio.sleep(0.1)
    try:
        await group
    except ValueError as error:
        print("caught", error)
    del group
    print("end of main")


asyncio.run(main())


async def pending():
    await asyncio.get_running_loop().create_future()


loop = asyncio.new_event_loop()
task = loop.create_task(pending(), name="stuck")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
del task
gc.collect()
print("done")
