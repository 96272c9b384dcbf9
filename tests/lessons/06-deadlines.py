# The exercise of lessons/06-deadlines.md, done.
import asyncio

REQUESTS = 12         #: knob 1..60  customers, one every 0.3 s
POOL = 3              #: knob 1..20  connections to the price service
DEADLINE = 1.0        #: knob 0.2..5.0  seconds that a call may take, in the second half
STALL = 1.9           #: knob 0.0..10.0  seconds for which the service stalls
memory = 0            #: gauge 0..120  MB held by requests that are not answered
calls = 0             #: gauge 0..20  calls to the price service in progress
stalled_until = 0.0


async def price_of(item):
    """The price service: 0.1 s for an answer. What comes while it stalls is lost for 20 s."""
    is_lost = asyncio.get_running_loop().time() < stalled_until
    await asyncio.sleep(20 if is_lost else 0.1)
    return item * 10


async def call(item, pool, deadline):
    global calls
    async with pool:
        calls += 1
        try:
            return await asyncio.wait_for(price_of(item), deadline)
        finally:
            calls -= 1


async def customer(item, pool, deadline):
    global memory
    memory += 2
    price = "yesterday's price"
    try:
        async with asyncio.timeout(1.5):
            price = await retried(item, pool, deadline)
    except TimeoutError:
        pass
    memory -= 2
    print(f"customer {item}: {price}")


async def retried(item, pool, deadline):
    for attempt in range(4):
        try:
            return await call(item, pool, deadline)
        except TimeoutError:
            await asyncio.sleep(0.4 * 2 ** attempt)


async def rush_hour(deadline):
    global stalled_until
    pool = asyncio.Semaphore(POOL)
    stalled_until = asyncio.get_running_loop().time() + STALL
    async with asyncio.TaskGroup() as shop:
        for item in range(1, REQUESTS + 1):
            shop.create_task(customer(item, pool, deadline))
            await asyncio.sleep(0.3)
        print(f"everybody is here, {memory} MB held")


async def main():
    await rush_hour(DEADLINE)
    await rush_hour(DEADLINE)
    print(f"served, {memory} MB held")


asyncio.run(main())
