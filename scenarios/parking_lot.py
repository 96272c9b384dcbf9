#: title  Parking lot
#: about  Cars come faster than they leave. A semaphore with a place for each space keeps the gate.
#: tick   0.5
import asyncio
from contextlib import nullcontext

SPACES = 3       #: knob 1..10  spaces in the lot
CARS = 8         #: knob 1..40  cars that come, one every 0.3 s
GATE = 1         #: knob 0..1  1: a semaphore keeps the gate; 0: nobody does
inside = 0       #: gauge 0..10  cars in the lot
turned_away = 0  #: gauge 0..40  cars that found no space: HTTP 429


async def car(number, lot):
    global inside, turned_away
    print(f"car {number} arrives")
    #: cue   an empty lot
    #: say   Car 1 is at the gate, and every space is free. Does it have to wait?
    #: ask   switches
    #: note  M3: not every await switches. Step: async with goes straight on to the next line.
    #: focus lot
    #: cue   a full lot when inside == SPACES
    #: say   Every space is taken, and the next car is at the gate.
    #: ask   next
    #: note  With the gate it waits in line. With GATE=0 it drives in and gets a 429: show that first.
    #: focus lot
    async with lot:
        if inside == SPACES:
            turned_away += 1
            print(f"car {number} finds no space: 429 Too Many Requests")
            return
        inside += 1
        print(f"car {number} parks")
        await asyncio.sleep(1 + number % 3)
        inside -= 1
    #: cue   a space is handed over
    #: say   The first car is out. Its space belongs to the first in line: nobody slips in between.
    #: ask   next
    #: note  release() wakes the waiter, who runs in a later iteration. Until then the space is promised.
    #: focus lot
    print(f"car {number} leaves")


async def main():
    #: cue   morning
    #: say   A lot, a street, and no car yet. What is the first line that this program prints?
    #: ask   prints
    #: note  M2: create_task runs nothing. The first car runs when main gives up the loop.
    lot = asyncio.Semaphore(SPACES) if GATE else nullcontext()  #: label lot
    async with asyncio.TaskGroup() as street:
        for number in range(1, CARS + 1):
            street.create_task(car(number, lot))
            await asyncio.sleep(0.3)
        #: cue   the last car
        #: say   No more cars come. The task group waits for those that are in the lot or in line.
        #: ask   clock
        print("the street is empty")
    #: cue   evening
    #: say   A semaphore limits how many are inside, not how many get through in an hour.
    #: ask   value inside
    #: note  M7: not 3 a second! 20 spaces at 0.1 s each let 200 a second through.
    print(f"the lot closes; turned away: {turned_away}")


asyncio.run(main())

# Change it: a driver who has waited in line for 1 second gives up and goes home.
