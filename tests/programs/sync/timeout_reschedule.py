# Move a deadline: later, earlier, away, into the past.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1) as limit:
        limit.reschedule(loop.time() + 3)
        await asyncio.sleep(2)
    print('later', loop.time())
    try:
        async with asyncio.timeout(9) as limit:
            limit.reschedule(loop.time() + 1)
            await asyncio.sleep(5)
    except TimeoutError:
        print('earlier', loop.time())
    async with asyncio.timeout(1) as limit:
        limit.reschedule(None)
        await asyncio.sleep(3)
    print('away', loop.time(), limit)
    try:
        async with asyncio.timeout(None) as limit:
            limit.reschedule(loop.time() - 1)
            limit.reschedule(loop.time() - 2)
            await asyncio.sleep(5)
    except TimeoutError:
        print('past', loop.time(), limit.when())
    async with asyncio.timeout(None) as limit:
        limit.reschedule(loop.time())
        limit.reschedule(loop.time() + 1)
        await asyncio.sleep(0)
    print('taken back', limit)


asyncio.run(main())
