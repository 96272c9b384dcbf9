#: title  Leftovers of a race
#: about  Three replicas are asked the same. Leave the losers, cancel them, or cancel and wait: what remains?
#: tick   0.2
import asyncio

REPLICAS = 3     #: knob 2..5  replicas that are asked
LAST = 0         #: knob 0..2  care for the losers of the last race: 0 none, 1 cancel, 2 cancel and drain
load = 0         #: gauge 0..5  queries being worked on
leftover = 0     #: gauge 0..8  queries that races have left behind
care = 0


async def query(replica):
    global load
    load += 1
    try:
        await asyncio.sleep(0.2 + 0.3 * replica)
        return f"42 rows from replica {replica}"
    finally:
        #: cue   work for nobody when load == REPLICAS - 1 and care == 0
        #: say   The race is over, and this replica has worked to the end. Who reads its rows?
        #: ask   next
        load -= 1
        if replica == 2:
            raise ConnectionError("replica 2 has gone")


async def race():
    racers = [asyncio.create_task(query(n), name=f"replica {n}") for n in range(1, REPLICAS + 1)]
    done, losers = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)
    print(done.pop().result())
    if care:
        #: cue   cancel
        #: say   cancel() is called for every loser. Has one of them stopped when the loop is through?
        #: ask   value load
        #: note  M8: cancel() only asks. The losers run their cleanup when race() next waits.
        for loser in losers:
            loser.cancel()
    if care == 2:
        #: cue   drain
        #: say   Now gather waits for the cancelled ones, and takes what they raise.
        #: ask   next
        await asyncio.gather(*losers, return_exceptions=True)


async def main():
    global care, leftover
    for care in 0, 1, 2:
        #: cue   ready
        #: say   The fastest answer is enough. Nobody takes care of the losers this time.
        #: ask   prints
        await race()
        leftover += load
        #: cue   in the ready queue when care == 1
        #: say   The losers have been cancelled. The answer is here. Is the load gone?
        #: ask   value load
        #: cue   nothing left when care == 2
        #: say   Cancelled and drained. What is left over?
        #: ask   value load
        print(f"care {care}: {load} queries left over")
        await asyncio.sleep(2)
    care = LAST
    #: cue   the last race
    #: say   One more race, and then the program ends while its losers still run. Who cleans up?
    #: ask   prints
    #: note  asyncio.run cancels what is left, and reports what it raises. LAST=2 ends in silence.
    await race()
    leftover += load


asyncio.run(main())

# Change it: write race() with a TaskGroup. What cancels the losers there, and what waits for them?
