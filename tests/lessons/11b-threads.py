# The exercise of lessons/11b-threads.md, done.
# written by hand: what it prints, since real threads keep no order
import asyncio
import threading
import time

READING = 1.2    #: knob 0.1..2.0  seconds that the sensor takes
PATIENCE = 4.0   #: knob 2.5..9.0  seconds until the loop wakes by itself
late = 0.0       #: gauge 0..9  seconds from the reading to the reaction
read_at = 0.0


def read_sensor(tell):
    global read_at
    time.sleep(READING)
    read_at = time.monotonic()
    tell()


async def react(name, tell, arrived):
    global late
    threading.Thread(target=read_sensor, args=(tell,)).start()
    await arrived.wait()
    late = time.monotonic() - read_at
    print(f"{name}: {late:.1f} s after the reading")


async def main():
    loop = asyncio.get_running_loop()
    alarm = asyncio.create_task(asyncio.sleep(PATIENCE), name="alarm")
    event = asyncio.Event()
    await react("wrong", lambda: loop.call_soon_threadsafe(event.set), event)
    await alarm
    event = asyncio.Event()
    await react("right", lambda: loop.call_soon_threadsafe(event.set), event)


asyncio.run(main())
