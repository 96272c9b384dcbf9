#: title  One deadline for all
#: about  Deadlines of their own add up, while the customer waits. timeout_at shares one among all steps.
#: tick   0.5
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
            #: cue   the inner deadline
            #: say   This step was too slow, and the order goes on without it. Whose deadline was that?
            #: ask   clock
            #: note  Each timeout knows its own cancellation, and turns only that one into a TimeoutError.
            print(f"    {step}: later, then")


async def nested():
    #: cue   a deadline around the deadlines
    #: say   The customer's patience stands around the deadline of each step. The nearer one comes first.
    #: ask   clock
    async with asyncio.timeout(PATIENCE):
        await each_its_own()


async def shared():
    global left
    deadline = now() + PATIENCE
    for step, seconds in STEPS.items():
        left = round(deadline - now(), 1)
        #: cue   what is left when left < PATIENCE
        #: say   One point in time for all steps. The first has used some of it: what is left for this one?
        #: ask   value left
        #: note  timeout takes seconds from now; timeout_at takes a time of the loop's clock.
        async with asyncio.timeout_at(deadline):
            await asyncio.sleep(seconds)
            print(f"    {step}: done")


async def order(way):
    began = now()
    try:
        await way()
        print(f"{way.__name__}: through after {now() - began:.1f} s")
    except TimeoutError:
        #: cue   out of patience
        #: say   The common deadline. It cancelled the innermost await; no inner deadline claimed that.
        #: ask   prints
        print(f"{way.__name__}: gave up after {now() - began:.1f} s")


async def main():
    for way in each_its_own, nested, shared:
        #: cue   an order
        #: say   Three steps, one after the other, with a deadline for each. How long can that take in all?
        #: ask   clock
        await order(way)


asyncio.run(main())

# Change it: when a step is done early, give the others more time: asyncio.timeout has reschedule().
