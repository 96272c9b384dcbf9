# The exercise of lessons/11-event-or-polling.md, done.
import asyncio
import time

POLL = 0.8        #: knob 0.1..2.0  seconds between two looks
PRESS = 0.2      #: knob 0.05..1.0  seconds that a finger stays on the bell
RINGS = 3         #: knob 1..10  rings, one every 0.9 s
looks = 0         #: gauge 0..20  looks
heard = 0         #: gauge 0..10  rings heard
wrong = 0         #: gauge 0..10  rings missed, or heard twice
rung_at = 0.0
bell = asyncio.Event()  #: label bell


async def visitors():
    global rung_at
    for ring in range(1, RINGS + 1):
        await asyncio.sleep(0.9)
        rung_at = time.monotonic()
        bell.set()
        await asyncio.sleep(PRESS)
        bell.clear()
    print(f"{RINGS} rings")


def open_door():
    global heard
    heard += 1
    print(f"the door opens {time.monotonic() - rung_at:.1f} s after the ring")


async def polling_host():
    while True:
        await bell.wait()
        open_door()
        await asyncio.sleep(PRESS)


async def waiting_host():
    while True:
        await bell.wait()
        open_door()
        await asyncio.sleep(PRESS)


async def evening(host):
    global looks, heard, wrong
    looks = heard = 0
    task = asyncio.create_task(host())
    await visitors()
    task.cancel()
    wrong += abs(RINGS - heard)
    print(f"{host.__name__}: {heard} heard, {looks} looks")


async def main():
    await evening(polling_host)
    await evening(waiting_host)


asyncio.run(main())
