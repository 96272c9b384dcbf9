"""Debug mode and set_debug: slow steps, callbacks, timers."""
import asyncio
import time


async def slow():
    time.sleep(0.2)
    await asyncio.sleep(0)
    time.sleep(0.05)


def callback(seconds):
    time.sleep(seconds)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    await asyncio.create_task(slow(), name="slow")
    loop.call_soon(callback, 0.15)
    loop.call_later(0.1, callback, 0.3)
    await asyncio.sleep(1)
    loop.slow_callback_duration = 0.01
    await asyncio.create_task(slow(), name="slower")
    loop.set_debug(False)
    await slow()
    print(loop.get_debug())


asyncio.run(main())
