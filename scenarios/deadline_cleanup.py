#: title  Deadline and cleanup
#: about  An upload gets a deadline. Cancelling it is not the end: its cleanup runs, and the deadline waits.
#: tick   0.2
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
        #: cue   cancelled
        #: say   The deadline: CancelledError comes out of the await. Cleaning up is an await, too.
        #: ask   clock
        #: note  M8: wait_for has asked, and waits until the upload has really ended.
        await asyncio.sleep(CLEANUP)
        #: cue   and raised again
        #: say   Cleaned up. raise hands the cancellation on: without it, nobody would learn of the deadline.
        #: ask   prints
        #: note  Delete the raise: wait_for returns None, as if all had gone well.
        raise
    finally:
        parts -= 1


async def attempt(upload):
    global parts
    parts = 0
    began = time.monotonic()
    try:
        #: cue   a deadline
        #: say   The call gets a deadline. Which timer is the next one, the upload's or the deadline's?
        #: ask   clock
        await asyncio.wait_for(upload(), DEADLINE)
        print("uploaded")
    except TimeoutError:
        #: cue   a half file
        #: say   TimeoutError: the upload was stopped in the middle. What lies on the server?
        #: ask   value parts
        #: note  careless() was cancelled at its await, and the line behind it never ran.
        print("too slow")
    print(f"half files: {parts}, after {time.monotonic() - began:.1f} s")


async def main():
    await attempt(careless)
    #: cue   with cleanup
    #: say   The same with try and finally. When does wait_for raise: at the deadline, or later?
    #: ask   prints
    #: note  At the deadline and the cleanup's 0.5 s. With CLEANUP=3.0 the deadline is worth little.
    await attempt(careful)


asyncio.run(main())

# Change it: give the cleanup a deadline of its own, with asyncio.timeout.
