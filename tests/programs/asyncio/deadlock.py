"""Nothing can ever happen again."""
import asyncio


async def main():
    await asyncio.sleep(1)
    asyncio.create_task(asyncio.Event().wait())
    timer = asyncio.get_running_loop().call_later(5, print)
    timer.cancel()
    print("waits")
    await asyncio.get_running_loop().create_future()


asyncio.run(main())
