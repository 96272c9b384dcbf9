# The exercise of lessons/03b-connection-pool.md, done.
import asyncio

CONNECTIONS = 3   #: knob 1..20  connections to the database
QUERIES = 12     #: knob 1..40  queries; every third one fails
PATIENCE = 5.0    #: knob 3.0..30.0  seconds until somebody looks what is the matter
in_use = 0        #: gauge 0..5  connections in use
stuck = 0         #: gauge 0..10  queries that are stuck


async def execute(number):
    global in_use
    in_use += 1
    await asyncio.sleep(0.3 + number / 100)
    if number % 3 == 0:
        raise ValueError(f"query {number}: syntax error")
    in_use -= 1
    print(f"query {number}: 7 rows")


async def careless(number, pool):
    global in_use
    await pool.acquire()
    try:
        await execute(number)
    except ValueError:
        in_use -= 1
        raise
    finally:
        pool.release()


async def careful(number, pool):
    global in_use
    async with pool:
        try:
            await execute(number)
        except ValueError as error:
            in_use -= 1
            print(error)


async def day(query):
    global in_use, stuck
    in_use = 0
    pool = asyncio.Semaphore(CONNECTIONS)
    tasks = [asyncio.create_task(query(number, pool)) for number in range(1, QUERIES + 1)]
    done, waiting = await asyncio.wait(tasks, timeout=PATIENCE)
    stuck = len(waiting)
    print(f"answered or failed: {len(done)}, still waiting: {stuck}")
    for task in waiting:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    await day(careless)
    await day(careful)


asyncio.run(main())
