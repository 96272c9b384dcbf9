# The exercise of lessons/03-parking-lot.md, done.
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
    if lot.locked():
        return
    async with lot:
        if inside == SPACES:
            turned_away += 1
            print(f"car {number} finds no space: 429 Too Many Requests")
            return
        inside += 1
        print(f"car {number} parks")
        await asyncio.sleep(1 + number % 3)
        inside -= 1
    print(f"car {number} leaves")


async def main():
    lot = asyncio.Semaphore(SPACES) if GATE else nullcontext()  #: label lot
    async with asyncio.TaskGroup() as street:
        for number in range(1, CARS + 1):
            street.create_task(car(number, lot))
            await asyncio.sleep(0.3)
        print("the street is empty")
    print(f"the lot closes; turned away: {turned_away}")


asyncio.run(main())
