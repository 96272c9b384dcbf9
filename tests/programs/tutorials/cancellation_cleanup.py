"""Cancelling a task: cleanup in finally, with awaits, and a task that refuses."""
import asyncio


async def connection(name, stubborn=False):
    print(name, "open")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as stop:
        print(name, "told to stop:", stop.args)
        if stubborn:
            await asyncio.sleep(0.5)
            return f"{name} went on"
        raise
    finally:
        await asyncio.sleep(0.1)
        print(name, "closed")


async def parent():
    child = asyncio.create_task(connection("child"))
    try:
        await child
    except asyncio.CancelledError:
        print("parent too, child", "cancelled" if child.cancelled() else "alive")
        raise


async def main():
    polite = asyncio.create_task(connection("polite"))
    stubborn = asyncio.create_task(connection("stubborn", stubborn=True))
    early = asyncio.create_task(connection("early"))
    early.cancel()
    await asyncio.sleep(1)
    print(polite.cancel("enough"), polite.cancelling(), stubborn.cancel(), early.cancel(), early.done())
    for task in polite, stubborn, early:
        try:
            print("result", await task)
        except asyncio.CancelledError as error:
            print("cancelled", error.args)
    family = asyncio.create_task(parent())
    await asyncio.sleep(1)
    family.cancel("bedtime")
    done, pending = await asyncio.wait([family])
    print(done == {family}, pending, family.cancelled(), asyncio.get_running_loop().time())


asyncio.run(main())
