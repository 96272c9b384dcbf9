# The exercise of lessons/05a-leftovers.md, done.
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
        load -= 1
        if replica == 2:
            raise ConnectionError("replica 2 has gone")


async def race():
    racers = [asyncio.create_task(query(n), name=f"replica {n}") for n in range(1, REPLICAS + 1)]
    done, losers = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)
    print(done.pop().result())
    for loser in losers:
        loser.cancel()
    await asyncio.gather(*losers, return_exceptions=True)


async def main():
    global care, leftover
    for care in 0, 1, 2:
        await race()
        leftover += load
        print(f"care {care}: {load} queries left over")
        await asyncio.sleep(2)
    care = LAST
    await race()
    leftover += load


asyncio.run(main())
