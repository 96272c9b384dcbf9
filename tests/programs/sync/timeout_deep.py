"""Nested timeouts that expire at the same time, in each order, in a finally, in a group, around a shield, beside an outer cancel."""
import asyncio


async def attempt(name, body):
    loop = asyncio.get_running_loop()
    begin = loop.time()
    try:
        print(name, repr(await body))
    except BaseException as error:
        print(name, repr(error), "from", repr(error.__cause__), "context", repr(error.__context__))
    print("   ", round(loop.time() - begin, 6), asyncio.current_task().cancelling())


async def same_time():
    async with asyncio.timeout(1) as outer:
        try:
            async with asyncio.timeout(1) as inner:
                await asyncio.sleep(5)
        except TimeoutError as error:
            print("inner timed out", inner.expired(), outer.expired(), repr(error))
            await asyncio.sleep(5)


async def inner_first():
    async with asyncio.timeout(2):
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(5)
        except TimeoutError:
            print("inner")
        await asyncio.sleep(5)


async def outer_first():
    async with asyncio.timeout(1):
        async with asyncio.timeout(2):
            await asyncio.sleep(5)


async def finally_takes_long():
    async with asyncio.timeout(1):
        try:
            await asyncio.sleep(5)
        finally:
            await asyncio.sleep(2)
            print("finally is through")


async def swallowed():
    async with asyncio.timeout(1) as limit:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("swallowed", limit)
        await asyncio.sleep(1)
    return "no TimeoutError", limit.expired()


async def other_error():
    async with asyncio.timeout(1):
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            raise KeyError("other")


async def in_time():
    async with asyncio.timeout(0):
        return "no await, no timeout"


async def past():
    async with asyncio.timeout_at(0):
        await asyncio.sleep(0)
        print("never")


async def past_sleep_zero():
    async with asyncio.timeout(0):
        await asyncio.sleep(0)
        print("never")


async def around_shield():
    inner = asyncio.create_task(asyncio.sleep(2, "inner"))
    try:
        async with asyncio.timeout(1):
            await asyncio.shield(inner)
    except TimeoutError:
        print("timed out", inner.done())
    return await inner


async def wait_for_in_timeout():
    async with asyncio.timeout(1):
        await asyncio.wait_for(asyncio.sleep(5), 1)


async def timeout_in_wait_for():
    await asyncio.wait_for(outer_first(), 1)


async def group_in_timeout():
    async with asyncio.timeout(1):
        async with asyncio.TaskGroup() as group:
            group.create_task(finally_takes_long())
            await asyncio.sleep(5)


async def reschedules():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1) as limit:
        for i in range(3):
            await asyncio.sleep(0.8)
            limit.reschedule(loop.time() + 1)
        await asyncio.sleep(5)


async def reschedule_to_the_past():
    async with asyncio.timeout(10) as limit:
        limit.reschedule(0)
        await asyncio.sleep(1)


async def cancelled_outside_too():
    task = asyncio.current_task()
    asyncio.get_running_loop().call_later(1, task.cancel, "outside")
    async with asyncio.timeout(1):
        await asyncio.sleep(5)


async def main():
    for body in (same_time, inner_first, outer_first, finally_takes_long, swallowed, other_error, in_time, past, past_sleep_zero,
                 around_shield, wait_for_in_timeout, timeout_in_wait_for, group_in_timeout, reschedules, reschedule_to_the_past):
        await attempt(body.__name__, body())
    task = asyncio.create_task(attempt("cancelled_outside_too", cancelled_outside_too()))
    await task
    print(task.cancelling())


asyncio.run(main())
