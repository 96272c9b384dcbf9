#: title  API limit
#: about  An API allows a few requests a second. A semaphore counts who is inside, which is something else.
#: tick   0.5
import asyncio
from collections import deque

LIMIT = 4          #: knob 1..20  requests that the API allows in any second
REQUESTS = 14      #: knob 1..60  requests to make
ANSWER = 0.1       #: knob 0.1..2.0  seconds that an answer takes
recent = 0         #: gauge 0..20  requests within a second
refused = 0        #: gauge 0..20  answers with 429
log = deque()


async def request(number):
    """The API: it looks at its log of the last second."""
    global recent, refused
    now = asyncio.get_running_loop().time()
    while log and log[0] <= now - 1:
        log.popleft()
    log.append(now)
    recent = len(log)
    await asyncio.sleep(ANSWER)
    if recent > LIMIT:
        refused += 1
        print(f"request {number}: 429 Too Many Requests")


async def counted(number, gate):
    async with gate:
        #: cue   inside
        #: say   As many as the API allows are inside, and no more. Can a 429 come now?
        #: ask   prints
        #: note  M7: 4 inside at 0.1 s each are 40 a second.
        #: focus gate
        await request(number)


async def paced(number, gate):
    await gate.acquire()
    #: cue   a space for a second
    #: say   This one keeps its space for more than a second, however soon its answer comes.
    #: ask   switches
    #: note  call_later gives the space back by a timer; the request itself may be over long before.
    #: focus gate
    asyncio.get_running_loop().call_later(1.1, gate.release)
    #: cue   used up when gate.locked()
    #: say   The allowance of this second is used up. When does the next request go?
    #: ask   clock
    #: focus gate
    await request(number)


async def fan_out(way):
    global refused
    gate = asyncio.Semaphore(LIMIT)
    refused = 0
    await asyncio.gather(*(way(number, gate) for number in range(1, REQUESTS + 1)))
    #: cue   the bill
    #: say   The gate let in no more than it should, at any time. And how many were refused?
    #: ask   value refused
    #: focus gate
    print(f"{REQUESTS} requests, {refused} refused")
    await asyncio.sleep(1.1)


async def main():
    #: cue   a plan
    #: say   The API allows LIMIT requests a second, so we take a semaphore of LIMIT. Right?
    #: ask   prints
    await fan_out(counted)
    await fan_out(paced)


asyncio.run(main())

# Change it: send them one by one, 1 / LIMIT seconds apart. Which of the two ends sooner?
