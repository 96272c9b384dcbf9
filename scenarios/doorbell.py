#: title  The doorbell
#: about  A flag that is looked at now and then misses a short ring. An event misses none, and wakes at once.
#: tick   0.5
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
        #: cue   a ring
        #: say   Somebody rings. The host sleeps. When does he look, and is the finger still on the bell?
        #: ask   clock
        #: note  M16: a poll sees what is there when it looks. What comes and goes between two looks is lost.
        #: cue   a ring that wakes when looks == 0
        #: say   Somebody rings, and the host waits for the event. When does he run?
        #: ask   next
        #: focus bell
        bell.set()
        await asyncio.sleep(PRESS)
        #: cue   silence
        #: say   The finger leaves the bell. Has the host heard it?
        #: ask   value heard
        #: focus bell
        bell.clear()
    print(f"{RINGS} rings")


def open_door():
    global heard
    heard += 1
    print(f"the door opens {time.monotonic() - rung_at:.1f} s after the ring")


async def polling_host():
    global looks
    while True:
        looks += 1
        if bell.is_set():
            open_door()
        #: cue   a look
        #: say   The host looks, sleeps, and looks again, whether anybody comes or not.
        #: ask   clock
        await asyncio.sleep(POLL)


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
    #: cue   an event
    #: say   The same visitors. This host sits beside the bell and does not get up before it rings.
    #: ask   prints
    #: focus bell
    await evening(waiting_host)


asyncio.run(main())

# Change it: let two hosts wait for the bell. Who opens the door?
