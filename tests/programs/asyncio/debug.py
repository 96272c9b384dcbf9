"""Debug mode tells who keeps the loop waiting."""
import asyncio
import time


def block(seconds):
    time.sleep(seconds)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    time.sleep(0.5)
    await asyncio.sleep(0)
    loop.call_soon(block, 0.2)
    loop.call_later(0.1, block, 0.07)
    loop.call_soon(block, 0.05)
    await asyncio.sleep(1)
    for wrong in (main, 3):
        try:
            loop.call_soon(wrong)
        except TypeError as error:
            print(str(error).split(" at 0x")[0])
    loop.slow_callback_duration = 2
    time.sleep(1)
    await asyncio.sleep(0)
    loop.set_debug(False)
    loop.slow_callback_duration = 0.1
    time.sleep(1)
    await asyncio.sleep(0)
    print(loop.time())


asyncio.run(main(), debug=True)
