# The exercise of lessons/11a-condition.md, done.
import asyncio

PLATES = 9       #: knob 6..20  plates that the kitchen makes, one every 0.4 s
TABLES = 3       #: knob 1..3  tables: the first needs 1 plate, the second 2, the third 3
ready = 0        #: gauge 0..10  plates ready
hungry = 0       #: gauge 0..3  tables that were not served


async def kitchen(counter):
    global ready
    for plate in range(PLATES):
        await asyncio.sleep(0.4)
        async with counter:
            ready += 1
            counter.notify_all()


async def hasty(plates, counter):
    global ready, hungry
    async with counter:
        while ready < plates:
            await counter.wait()
        ready -= plates
        print(f"table of {plates}: {'served' if ready >= 0 else 'not enough plates!'}")
        hungry += ready < 0
        ready = max(ready, 0)


async def careful(plates, counter):
    global ready
    async with counter:
        await counter.wait_for(lambda: ready >= plates)
        ready -= plates
        print(f"table of {plates}: served, {ready} left")


async def dinner(waiter):
    global ready
    ready = 0
    counter = asyncio.Condition()
    async with asyncio.TaskGroup() as house:
        for plates in range(TABLES, 0, -1):
            house.create_task(waiter(plates, counter), name=f"table of {plates}")
        house.create_task(kitchen(counter))
    print(f"{waiter.__name__}: {ready} plates left")


async def main():
    await dinner(hasty)
    await dinner(careful)


asyncio.run(main())
