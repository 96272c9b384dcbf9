#: title  Retry with backoff
#: about  A service restarts. Callers that ask again at once keep it down; callers that back off let it up.
#: tick   0.5
import asyncio

CALLERS = 4       #: knob 1..20  callers, who come 0.13 s apart
DEADLINE = 0.5    #: knob 0.2..3.0  seconds that one attempt may take
ATTEMPTS = 6      #: knob 1..10  attempts before a caller gives up
calls = 0         #: gauge 0..30  calls so far
backoff = 0.0
ready_at = 0.0


async def service():
    """It needs 0.4 s in peace to start: each call that comes before sends it back."""
    global ready_at, calls
    calls += 1
    now = asyncio.get_running_loop().time()
    if now < ready_at:
        ready_at = now + 0.4
        await asyncio.sleep(60)
    await asyncio.sleep(0.05)


async def caller(number):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            #: cue   a deadline for each attempt
            #: say   Every attempt is a new call with a deadline of its own.
            #: ask   clock
            await asyncio.wait_for(service(), DEADLINE)
            print(f"caller {number}: served at attempt {attempt}")
            return
        except TimeoutError:
            #: cue   again at once when backoff == 0
            #: say   No answer. This caller asks again at once, like everybody else.
            #: ask   value calls
            #: note  Each call sends the service back to its start: the retries keep it down.
            #: cue   again later when backoff > 0
            #: say   No answer. This caller pauses, twice as long after each failure. What do the others do?
            #: ask   next
            #: note  attempt is a local variable: each caller counts its own failures.
            await asyncio.sleep(backoff * 2 ** attempt)
    #: cue   no luck
    #: say   The last attempt has failed. This caller gives up. Does that stop the others?
    #: ask   next
    print(f"caller {number}: gave up")


async def rush(pause):
    global calls, backoff, ready_at
    calls, backoff = 0, pause
    ready_at = asyncio.get_running_loop().time() + 0.4
    async with asyncio.TaskGroup() as callers:
        for number in range(1, CALLERS + 1):
            callers.create_task(caller(number))
            await asyncio.sleep(0.13)
    print(f"{calls} calls")


async def main():
    #: cue   no patience
    #: say   The service is starting. Its callers try again, and again, without a pause.
    #: ask   prints
    await rush(0)
    #: cue   backoff
    #: say   Now each caller waits before it tries again, twice as long each time.
    #: ask   prints
    await rush(0.1)


asyncio.run(main())

# Change it: multiply the pause by random.uniform(0.5, 1.5). Do the callers come apart?
