# The exercise of lessons/00-first-step.md, done.
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
    await asyncio.sleep(seconds)
    drawing -= 1
    ready += 1
    late = round(time.monotonic() - due, 1)
    print(f"the {name} tea is ready")


async def telephone():
    await asyncio.sleep(1)
    time.sleep(CALL)


async def main():
    green = asyncio.create_task(tea("green", GREEN))
    black = asyncio.create_task(tea("black", BLACK))
    white = asyncio.create_task(tea("white", 4))
    call = asyncio.create_task(telephone())
    print("the teas are planned")
    await green
    await black
    await call
    await white
    print("tea time")


asyncio.run(main())
