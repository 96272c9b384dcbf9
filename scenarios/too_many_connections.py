#: title  Too many connections
#: about  gather starts everything at once: the process runs out of file descriptors, the API says 429.
#: tick   0.2
import asyncio
from collections import Counter
from contextlib import nullcontext

REQUESTS = 60      #: knob 1..100000  requests to make
DESCRIPTORS = 40   #: knob 1..1024  files and sockets that the process may have open
API_LIMIT = 10     #: knob 1..100  requests that the API serves at a time
AT_ONCE = 5        #: knob 1..100  requests at a time, in the second half
sockets = 0        #: gauge 0..40  open sockets
#: expect always sockets <= DESCRIPTORS


async def get(number, gate):
    global sockets
    async with gate:
        #: cue   the API is busy when sockets == API_LIMIT
        #: say   The API serves no more than this. The client does not know, and opens one more socket.
        #: ask   next
        #: note  From here on every answer is a 429. Real vendors block the address in the end.
        #: cue   no descriptor left when sockets == DESCRIPTORS
        #: say   A socket is a file descriptor, and the last one is taken. What do the others get?
        #: ask   value sockets
        #: ask   prints
        #: note  M13: its task keeps the error. `ulimit -n` shows the real limit, 1024, far below 100,000.
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
    #: cue   one gather
    #: say   gather makes a task of each request. How many will have a socket at the same time?
    #: ask   prints
    #: note  M6: gather limits nothing. Try REQUESTS=100000.
    await get_all(nullcontext())
    #: cue   a limit in the model
    #: say   The limit of the real world stands in the program now: a semaphore before each request.
    #: ask   prints
    await get_all(gate := asyncio.Semaphore(AT_ONCE))
    #: cue   a good neighbour
    #: say   As many tasks as before, and all but a few stood in line. It took longer, and it worked.
    #: ask   value sockets
    #: note  AT_ONCE=20 is a limit, too, and the wrong one.
    #: focus gate
    print(f"open sockets: {sockets}")


asyncio.run(main())

# Change it: repeat the requests that got a 429, until none is left. How often does the first half ask?
