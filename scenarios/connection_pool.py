#: title  Connection pool
#: about  A failed query keeps its connection, and soon none is left. async with gives each of them back.
#: tick   0.5
import asyncio

CONNECTIONS = 3   #: knob 1..20  connections to the database
QUERIES = 12     #: knob 1..40  queries; every third one fails
PATIENCE = 5.0    #: knob 3.0..30.0  seconds until somebody looks what is the matter
in_use = 0        #: gauge 0..5  connections in use
stuck = 0         #: gauge 0..10  queries that are stuck
#: expect always in_use <= CONNECTIONS


async def execute(number):
    global in_use
    in_use += 1
    await asyncio.sleep(0.3 + number / 100)
    if number % 3 == 0:
        raise ValueError(f"query {number}: syntax error")
    in_use -= 1
    print(f"query {number}: 7 rows")


async def careless(number, pool):
    await pool.acquire()
    await execute(number)
    #: cue   given back
    #: say   This query went well, and its connection goes to the first in line.
    #: ask   next
    #: focus pool
    pool.release()


async def careful(number, pool):
    global in_use
    #: cue   the same pool
    #: say   async with takes a connection, and gives it back on every way out.
    #: ask   switches
    #: note  M3: the pool has room, so async with goes straight on.
    #: focus pool
    async with pool:
        try:
            await execute(number)
        except ValueError as error:
            in_use -= 1
            #: cue   a failure on the way out
            #: say   The query has failed. Has it still got its connection when it leaves the block?
            #: ask   value in_use
            #: focus pool
            print(error)


async def day(query):
    global in_use, stuck
    in_use = 0
    pool = asyncio.Semaphore(CONNECTIONS)
    tasks = [asyncio.create_task(query(number, pool)) for number in range(1, QUERIES + 1)]
    done, waiting = await asyncio.wait(tasks, timeout=PATIENCE)
    stuck = len(waiting)
    #: cue   a leak when stuck > 0
    #: say   Nobody works, and yet the pool is empty: each failed query took a connection with it.
    #: ask   value in_use
    #: note  pool.release() was never reached. One bad query an hour, and the service stops at night.
    #: focus pool
    print(f"answered or failed: {len(done)}, still waiting: {stuck}")
    for task in waiting:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    #: cue   morning
    #: say   Three connections, more queries than that, and some of them are wrong.
    #: ask   prints
    await day(careless)
    await day(careful)


asyncio.run(main())

# Change it: let an asyncio.Queue hold the connections themselves: get() takes one, put() returns it.
