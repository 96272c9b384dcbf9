#: title  Enough plates
#: about  A condition wakes those who wait when something has changed. Whether it is enough they must check.
#: tick   0.5
import asyncio

PLATES = 9       #: knob 6..20  plates that the kitchen makes, one every 0.4 s
TABLES = 3       #: knob 1..3  tables: the first needs 1 plate, the second 2, the third 3
ready = 0        #: gauge 0..10  plates ready
hungry = 0       #: gauge 0..3  tables that were not served
#: expect always ready >= 0


async def kitchen(counter):
    global ready
    for plate in range(PLATES):
        await asyncio.sleep(0.4)
        #: cue   the kitchen
        #: say   The kitchen takes the condition's lock to put a plate on the counter. Does it have to wait?
        #: ask   switches
        #: focus counter
        async with counter:
            ready += 1
            #: cue   notify
            #: say   One plate more. notify_all() wakes every waiter. Does one of them run now?
            #: ask   next
            #: note  They need the lock first, and the kitchen holds it until the end of the block.
            #: focus counter
            counter.notify_all()


async def hasty(plates, counter):
    global ready, hungry
    async with counter:
        await counter.wait()
        #: cue   not checked
        #: say   Woken, and with the lock. This waiter does not look at how many plates there are.
        #: ask   prints
        #: focus counter
        ready -= plates
        print(f"table of {plates}: {'served' if ready >= 0 else 'not enough plates!'}")
        hungry += ready < 0
        ready = max(ready, 0)


async def careful(plates, counter):
    global ready
    async with counter:
        #: cue   a predicate
        #: say   wait_for looks first, and after every waking again. It comes back only when there is enough.
        #: ask   switches
        #: focus counter
        await counter.wait_for(lambda: ready >= plates)
        #: cue   enough
        #: say   Enough, and the lock is held: between the check and the next line nobody can take a plate.
        #: ask   value ready
        #: focus counter
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

# Change it: use notify(1) instead of notify_all(). Which table is never served, and why?
