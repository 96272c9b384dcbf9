"""Debug mode: slow callbacks and slow steps."""
import asyncio
import time


async def blocking(seconds):
    time.sleep(seconds)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await blocking(0.05)
    await asyncio.sleep(0)
    await blocking(0.3)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 1
    await asyncio.create_task(blocking(0.6))
    loop.call_soon(time.sleep, 1.5)
    await asyncio.sleep(0.1)
    print("end")


asyncio.run(main(), debug=True)
