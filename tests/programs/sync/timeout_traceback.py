# How an uncaught TimeoutError is shown.
import asyncio


async def fetch():
    await asyncio.sleep(10)


async def main():
    async with asyncio.timeout(1):
        await fetch()


asyncio.run(main())
