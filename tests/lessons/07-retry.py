# The exercise of lessons/07-retry.md, done.
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
            await asyncio.wait_for(service(), DEADLINE)
            print(f"caller {number}: served at attempt {attempt}")
            return
        except TimeoutError:
            await asyncio.sleep(max(backoff, 0.1) * 2 ** attempt)
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
    await rush(0)
    await rush(0.1)


asyncio.run(main())
