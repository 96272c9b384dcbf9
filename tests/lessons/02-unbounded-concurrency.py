# The exercise of lessons/02-unbounded-concurrency.md, done.
import asyncio
from collections import Counter

REQUESTS = 60      #: knob 1..100000  requests to make
DESCRIPTORS = 40   #: knob 1..1024  files and sockets that the process may have open
API_LIMIT = 10     #: knob 1..100  requests that the API serves at a time
AT_ONCE = 5        #: knob 1..100  requests at a time, in the second half
sockets = 0        #: gauge 0..40  open sockets


async def get(number, gate):
    global sockets
    async with gate:
        if sockets == DESCRIPTORS:
            raise OSError("Too many open files")
        sockets += 1
        is_busy = sockets > API_LIMIT
        await asyncio.sleep(0.2)
        sockets -= 1
        return "429 Too Many Requests" if is_busy else "200 OK"


async def get_all(gate):
    results = await asyncio.gather(*(get(n, gate) for n in range(1, REQUESTS + 1)), return_exceptions=True)
    for result, count in Counter(str(result) for result in results).items():
        print(f"{count} times {result}")


async def main():
    await get_all(asyncio.Semaphore(API_LIMIT))
    await get_all(gate := asyncio.Semaphore(API_LIMIT))
    print(f"open sockets: {sockets}")


asyncio.run(main())
