#: title  Timeout cascade
#: about  One slow service fills its callers' line, and memory climbs. Then every call gets a deadline.
#: tick   1
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
    #: cue   the pool is used up when calls == POOL
    #: say   Every connection waits for an answer that does not come. Whoever comes now waits in line.
    #: ask   next
    #: focus pool
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
    for attempt in range(4):
        try:
            price = await call(item, pool, deadline)
            break
        except TimeoutError:
            #: cue   a deadline passes
            #: say   wait_for has cancelled the call: its connection is free. The customer tries again, later.
            #: ask   clock
            #: note  0.4, 0.8, 1.6 s: callers that back off do not trample a service that is getting up.
            await asyncio.sleep(0.4 * 2 ** attempt)
    memory -= 2
    print(f"customer {item}: {price}")


async def rush_hour(deadline):
    global stalled_until
    pool = asyncio.Semaphore(POOL)
    stalled_until = asyncio.get_running_loop().time() + STALL
    async with asyncio.TaskGroup() as shop:
        for item in range(1, REQUESTS + 1):
            shop.create_task(customer(item, pool, deadline))
            await asyncio.sleep(0.3)
        #: cue   memory climbs
        #: say   The service is well again. Its callers are not: nobody is ready. Where does the clock jump?
        #: ask   clock
        #: note  A cascade: three lost calls hold three connections, and everybody stands behind them.
        #: focus pool
        print(f"everybody is here, {memory} MB held")


async def main():
    #: cue   no deadlines
    #: say   The service stalls for a moment, and every call waits as long as it takes: timeout=None.
    #: ask   prints
    await rush_hour(None)
    #: cue   every call has a deadline
    #: say   The same rush hour, the same stall. Now wait_for gives up, and the caller tries again.
    #: ask   prints
    await rush_hour(DEADLINE)
    #: cue   contained
    #: say   The stall cost a few retries. Every external call needs a deadline.
    #: ask   value memory
    print(f"served, {memory} MB held")


asyncio.run(main())

# Change it: waiting in line has no deadline yet. Put the line and the call under one asyncio.timeout.
