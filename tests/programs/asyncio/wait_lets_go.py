"""When wait has returned, a callback that is still to come does not keep its futures."""
import asyncio


async def fail():
    raise ValueError("unseen")


async def waits():
    both = [asyncio.create_task(fail()), asyncio.create_task(asyncio.sleep(1))]
    await asyncio.sleep(0)
    done, pending = await asyncio.wait(both, timeout=1)
    print(len(done), len(pending))


async def main():
    task = asyncio.create_task(waits())
    await asyncio.sleep(2)


asyncio.run(main())
