# The exercise of lessons/05-race.md, done.
import asyncio

REGIONS = 3           #: knob 2..5  regions that are asked
GOODBYE = 0.2         #: knob 0.0..1.0  seconds that a cancelled request needs to say goodbye
connections = 0       #: gauge 0..10  open connections
left_open = 0
answers = 0
LATENCY = {"Oslo": 0.1, "Frankfurt": 0.3, "Virginia": 0.4, "Sydney": 0.7, "Tokyo": 0.6, "Lagos": 0.5}


async def fetch(region, path):
    global connections
    connections += 1
    try:
        await asyncio.sleep(LATENCY[region])
        if region == "Oslo":
            raise ConnectionError("Oslo is down")
        return f"{path} from {region}"
    except asyncio.CancelledError:
        await asyncio.sleep(GOODBYE)
        if region == "Virginia":
            raise ConnectionResetError("Virginia hung up")
        raise
    finally:
        connections -= 1


async def race(path):
    regions = list(LATENCY)[:REGIONS]
    pending = {asyncio.create_task(fetch(region, path), name=region) for region in regions}
    winners = []
    while pending and not winners:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        winners = [task for task in done if task.exception() is None]
    for loser in pending:
        loser.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return winners[0].result()


async def main():
    global left_open, answers
    print(await race("/logo.png"))
    answers += 1
    left_open += connections
    print(f"open connections: {connections}")
    await asyncio.sleep(1)
    print(await race("/app.js"))
    answers += 1
    left_open += connections
    print(f"open connections: {connections}")


asyncio.run(main())
