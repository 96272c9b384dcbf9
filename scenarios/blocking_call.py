#: title  Blocking call
#: about  One handler blocks, and the whole service stands still: its heart misses a beat. A thread helps.
#: tick   0.5
import asyncio
import time

THREAD = 0       #: knob 0..1  1: a worker thread makes the report; 0: the loop's own thread does
WORK = 1.4       #: knob 0.1..3.0  seconds that a report takes
PATIENCE = 0.4   #: knob 0.1..2.0  seconds that a beat may be late before the service counts as dead
BEATS = 5
late = 0.0       #: gauge 0..3  seconds by which the last beat was late
deaths = 0       #: gauge 0..5  times that the service counted as dead


def make_report():
    #: cue   the work
    #: say   The report is made here, without an await, and the next beat is due meanwhile. When can it come?
    #: ask   clock
    #: note  M4: not when it is due, but when it is due and the loop is free.
    time.sleep(WORK)
    return "the report"


async def heart():
    global late, deaths
    for beat in range(1, BEATS + 1):
        due = time.monotonic() + 0.5
        #: cue   a healthy heart
        #: say   A beat every half second tells the load balancer that the service lives. When is the first?
        #: ask   clock
        await asyncio.sleep(0.5)
        late = round(time.monotonic() - due, 2)
        #: cue   a late beat when late > PATIENCE
        #: say   This beat was due long ago. What does the load balancer make of it?
        #: ask   prints
        #: focus heart
        if late > PATIENCE:
            deaths += 1
            print(f"beat {beat} comes {late:.1f} s late: the service counts as dead")
        else:
            print(f"beat {beat}")


async def report():
    await asyncio.sleep(0.7)
    #: cue   a report is wanted
    #: say   Somebody wants a report. Who runs next, once this task waits or ends?
    #: ask   next
    #: note  With THREAD=1 the task waits at once, for a worker thread, and the heart goes on beating.
    page = await asyncio.to_thread(make_report) if THREAD else make_report()
    print(f"{page} is ready")


async def main():
    async with asyncio.TaskGroup() as service:
        service.create_task(heart())
        service.create_task(report())
    #: cue   the bill
    #: say   Five beats. How often did the service count as dead?
    #: ask   value deaths
    print(f"counted as dead: {deaths}")


asyncio.run(main())

# Change it: two reports at once. How many beats are late then, with THREAD=0 and with THREAD=1?
