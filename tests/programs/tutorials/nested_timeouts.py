"""Timeouts within timeouts: whose is it, moved deadlines, a timeout with a default."""
import asyncio


async def fetch(seconds):
    await asyncio.sleep(seconds)
    return f"after {seconds}"


async def first_of_two(outer, inner, work):
    try:
        async with asyncio.timeout(outer) as a:
            try:
                async with asyncio.timeout(inner) as b:
                    return await fetch(work)
            except TimeoutError:
                print("  inner", a.expired(), b.expired())
                await asyncio.sleep(0.3)
                return "default"
    except TimeoutError as error:
        print("  outer", a.expired(), b.expired(), repr(error), repr(error.__cause__))
        return None


async def main():
    loop = asyncio.get_running_loop()
    for case in (3, 2, 1), (3, 1, 2), (1, 2, 3), (1, 1, 2), (1.2, 1, 2), (None, 0.5, 1), (0, 1, 1), (-1, 1, 1):
        began = loop.time()
        print(case, await first_of_two(*case), round(loop.time() - began, 3))
    async with asyncio.timeout(1) as limit:
        for _ in range(3):
            await asyncio.sleep(0.8)
            limit.reschedule(loop.time() + 1)
            print(limit)
    try:
        async with asyncio.timeout_at(loop.time() + 0.5) as limit:
            await asyncio.wait_for(fetch(10), 5)
    except TimeoutError:
        print(limit, limit.when() == loop.time())
    try:
        await asyncio.wait_for(asyncio.wait_for(fetch(9), 2), 1)
    except asyncio.TimeoutError as error:
        print(repr(error), TimeoutError is asyncio.TimeoutError)


asyncio.run(main())
