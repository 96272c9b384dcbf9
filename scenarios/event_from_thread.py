#: title  Event from a thread
#: about  A worker thread sets an event of asyncio: first the loop sleeps on, then it is told.
#: tick   0.5
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
    #: cue   the reading is there
    #: say   The worker thread has the reading, and sets the event. The loop sleeps: who tells it?
    #: ask   clock
    #: note  An Event of asyncio is not for threads: set() fills a ready queue that nobody looks at.
    #: cue   told when late > 0
    #: say   The same reading. This time the thread hands set() to the loop, and wakes it.
    #: ask   next
    tell()


async def react(name, tell, arrived):
    global late
    threading.Thread(target=read_sensor, args=(tell,)).start()
    #: cue   waiting
    #: say   The thread has been started and has not run. It runs when this task waits.
    #: ask   switches
    #: cue   waiting again when late > 0
    #: say   A second thread, a second event. Does the wait end sooner?
    #: ask   switches
    await arrived.wait()
    late = time.monotonic() - read_at
    #: cue   the reaction
    #: say   Only now does the loop react. What does it print?
    #: ask   prints
    print(f"{name}: {late:.1f} s after the reading")


async def main():
    loop = asyncio.get_running_loop()
    alarm = asyncio.create_task(asyncio.sleep(PATIENCE), name="alarm")
    event = asyncio.Event()
    await react("wrong", event.set, event)
    await alarm
    #: cue   the right way
    #: say   call_soon_threadsafe is the one door through which another thread may come in.
    #: ask   value late
    event = asyncio.Event()
    await react("right", lambda: loop.call_soon_threadsafe(event.set), event)


asyncio.run(main())

# Change it: let the thread return the reading, by asyncio.to_thread. Who wakes the loop then?
