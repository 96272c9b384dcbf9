# The exercise of lessons/03a-rate-limits.md, done.
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
        await request(number)


async def paced(number, gate):
    await gate.acquire()
    asyncio.get_running_loop().call_later(1.1, gate.release)
    await request(number)


async def fan_out(way):
    global refused
    gate = asyncio.Semaphore(LIMIT)
    refused = 0
    await asyncio.gather(*(way(number, gate) for number in range(1, REQUESTS + 1)))
    print(f"{REQUESTS} requests, {refused} refused")
    await asyncio.sleep(1.1)


async def main():
    await fan_out(paced)
    await fan_out(paced)


asyncio.run(main())
