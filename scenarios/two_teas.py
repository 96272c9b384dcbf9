#: title  Two teas
#: about  Two teas draw at the same time, and one pair of hands makes them. Who runs, and who only waits?
#: tick   0.5
import asyncio
import time

GREEN = 3.0      #: knob 0.5..5.0  seconds that the green tea draws
BLACK = 2.0      #: knob 0.5..5.0  seconds that the black tea draws
CALL = 0.0       #: knob 0.0..5.0  seconds of a telephone call, from 1 s on, that leaves no hand free
drawing = 0      #: gauge 0..3  teas that draw
ready = 0        #: gauge 0..3  teas that are ready
late = 0.0       #: gauge 0..5  seconds by which the last tea was too late


async def tea(name, seconds):
    global drawing, ready, late
    due = time.monotonic() + seconds
    drawing += 1
    #: cue   it draws
    #: say   Water on. This tea draws for some seconds, and needs no hand until then. Who runs next?
    #: ask   next
    await asyncio.sleep(seconds)
    drawing -= 1
    ready += 1
    late = round(time.monotonic() - due, 1)
    #: cue   the first is ready
    #: say   One of the teas is ready. Which one does the next line name?
    #: ask   prints
    #: note  M10: not the first in the code, but the one whose time is up.
    print(f"the {name} tea is ready")


async def telephone():
    await asyncio.sleep(1)
    #: cue   the telephone
    #: say   The telephone rings. As long as this line takes, nobody looks after the teas.
    #: ask   value drawing
    #: note  time.sleep is no await: the loop stands still. With CALL=1.5 the black tea is half a second late.
    time.sleep(CALL)


async def main():
    #: cue   the beginning
    #: say   create_task makes a task of each tea. Is water on when these lines are through?
    #: ask   value drawing
    #: note  M2: no. A new task joins the ready queue and runs when main waits.
    green = asyncio.create_task(tea("green", GREEN))
    black = asyncio.create_task(tea("black", BLACK))
    call = asyncio.create_task(telephone())
    #: cue   three tasks
    #: say   Three tasks stand in the ready queue. What is printed first?
    #: ask   prints
    print("the teas are planned")
    #: cue   main waits
    #: say   main waits for the green tea, and gives up the loop. Who is first in the ready queue?
    #: ask   next
    await green
    #: cue   a finished task
    #: say   Now main asks for the black tea, which has been ready for a while. Does it have to wait?
    #: ask   switches
    #: note  M3: no. The task is done, and await goes straight on with its result.
    await black
    await call
    print("tea time")


asyncio.run(main())

# Change it: a third tea, white, draws for 4 seconds. Is it ready when the program ends?
