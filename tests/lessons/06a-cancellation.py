# The exercise of lessons/06a-cancellation.md, done.
import asyncio
import time

UPLOAD = 3.0      #: knob 0.1..5.0  seconds that an upload takes
DEADLINE = 1.0    #: knob 0.2..4.0  seconds that it may take
CLEANUP = 0.5     #: knob 0.0..3.0  seconds that cleaning up takes
parts = 0         #: gauge 0..10  half files on the server


async def careless():
    global parts
    parts += 1
    await asyncio.sleep(UPLOAD)
    parts -= 1


async def careful():
    global parts
    parts += 1
    try:
        await asyncio.sleep(UPLOAD)
    except asyncio.CancelledError:
        try:
            async with asyncio.timeout(0.1):
                await asyncio.sleep(CLEANUP)
        except TimeoutError:
            pass
        raise
    finally:
        parts -= 1


async def attempt(upload):
    global parts
    parts = 0
    began = time.monotonic()
    try:
        await asyncio.wait_for(upload(), DEADLINE)
        print("uploaded")
    except TimeoutError:
        print("too slow")
    print(f"half files: {parts}, after {time.monotonic() - began:.1f} s")


async def main():
    await attempt(careless)
    await attempt(careful)


asyncio.run(main())
