# The exercise of lessons/07a-shared-deadline.md, done.
import asyncio

PAYMENT = 1.6     #: knob 0.1..3.0  seconds that the payment takes
PATIENCE = 2.1    #: knob 0.5..6.0  seconds that the customer waits in all
STEP = 1.1       #: knob 0.3..3.0  seconds that one step may take
left = 0.0        #: gauge 0..3  seconds left
STEPS = {"stock": 0.9, "payment": PAYMENT, "parcel": 0.8}


def now():
    return asyncio.get_running_loop().time()


async def each_its_own():
    for step, seconds in STEPS.items():
        try:
            async with asyncio.timeout(STEP):
                await asyncio.sleep(seconds)
        except TimeoutError:
            print(f"    {step}: later, then")


async def nested():
    async with asyncio.timeout(PATIENCE):
        await each_its_own()


async def shared():
    global left
    deadline = now() + PATIENCE
    for step, seconds in STEPS.items():
        left = round(deadline - now(), 1)
        async with asyncio.timeout_at(deadline):
            await asyncio.sleep(seconds)
            print(f"    {step}: done")


async def order(way):
    began = now()
    try:
        async with asyncio.timeout(PATIENCE):
            await way()
        print(f"{way.__name__}: through after {now() - began:.1f} s")
    except TimeoutError:
        print(f"{way.__name__}: gave up after {now() - began:.1f} s")


async def main():
    for way in each_its_own, nested, shared:
        await order(way)


asyncio.run(main())
