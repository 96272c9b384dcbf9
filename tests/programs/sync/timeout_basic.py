# In time and too late, with and without a deadline.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(2) as limit:
        print(limit, limit.when(), limit.expired())
        await asyncio.sleep(1)
    print(limit, limit.when(), limit.expired())
    try:
        async with asyncio.timeout(1.2345) as limit:
            print(limit, limit.when())
            await asyncio.sleep(5)
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), limit, limit.expired(), loop.time())
    async with asyncio.timeout(None) as limit:
        print(limit, limit.when())
        await asyncio.sleep(1)
    async with asyncio.timeout_at(loop.time() + 1):
        await asyncio.sleep(0.5)
    for when in (loop.time(), loop.time() - 5, 0):
        try:
            async with asyncio.timeout_at(when) as limit:
                print('entered', limit)
                await asyncio.sleep(1)
        except TimeoutError:
            print('at once', limit.when(), loop.time())
    try:
        async with asyncio.timeout(0):
            pass
    except TimeoutError:
        print('not reached: nothing was awaited')
    print(asyncio.current_task().cancelling())
    async with asyncio.timeout(-1) as limit:
        print('no await, no timeout')
    print(limit)


asyncio.run(main())
