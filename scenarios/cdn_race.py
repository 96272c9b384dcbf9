#: title  CDN race
#: about  The same file from three regions: the first answer wins. What becomes of the losers?
#: tick   0.1
import asyncio

REGIONS = 3           #: knob 2..5  regions that are asked
GOODBYE = 0.2         #: knob 0.0..1.0  seconds that a cancelled request needs to say goodbye
connections = 0       #: gauge 0..10  open connections
left_open = 0
LATENCY = {"Frankfurt": 0.3, "Virginia": 0.4, "Sydney": 0.7, "Tokyo": 0.6, "Lagos": 0.5}


async def fetch(region, path):
    global connections
    connections += 1
    try:
        await asyncio.sleep(LATENCY[region])
        return f"{path} from {region}"
    except asyncio.CancelledError:
        #: cue   a goodbye
        #: say   Cancelled: the region is told that nobody waits any more, and that is an await, too.
        #: ask   clock
        #: note  M8: cancellation is delivered at an await. Cleanup runs, and can take long.
        await asyncio.sleep(GOODBYE)
        if region == "Virginia":
            raise ConnectionResetError("Virginia hung up")
        raise
    finally:
        connections -= 1


async def race(path, drain):
    #: cue   at the start
    #: say   One file, several regions. Each request gets a task. Has one of them begun after this line?
    #: ask   value connections
    #: note  M2: no. A created task joins the ready queue and runs when race() waits.
    regions = list(LATENCY)[:REGIONS]
    racers = [asyncio.create_task(fetch(region, path), name=region) for region in regions]
    #: cue   they are off
    #: say   wait(FIRST_COMPLETED) gives control back as soon as one of the tasks is done.
    #: ask   next
    done, losers = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)
    #: cue   a winner
    #: say   Somebody has answered. The others are still on their way: wait() cancels nobody.
    #: ask   value connections
    #: note  M9: wait is not wait_for.
    for loser in losers:
        loser.cancel()
    if drain:
        #: cue   the drain
        #: say   Now race() waits until every loser has said goodbye, and takes what they raise.
        #: ask   clock
        #: note  return_exceptions=True: a CancelledError or a failed goodbye is a result here, not an error.
        await asyncio.gather(*losers, return_exceptions=True)
    return done.pop().result()


async def main():
    global left_open
    print(await race("/logo.png", drain=False))
    left_open += connections
    #: cue   nobody waited
    #: say   The answer is here, and cancel() has only asked. The losers' connections are still open.
    #: ask   next
    #: note  Step on: Virginia's goodbye fails, and nobody asks: «exception was never retrieved».
    print(f"open connections: {connections}")
    await asyncio.sleep(1)
    print(await race("/app.js", drain=True))
    left_open += connections
    #: cue   all is quiet
    #: say   The same race, drained: no open connection, and no warning.
    #: ask   prints
    print(f"open connections: {connections}")


asyncio.run(main())

# Change it: a region that fails at once wins this race. Let it go on until one succeeds.
