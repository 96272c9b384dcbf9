"""Timeouts that are moved: an idle timeout over a stream, a budget for all, nested ones, expired and cancelled."""
import asyncio


async def stream(pauses):
    for i, pause in enumerate(pauses):
        await asyncio.sleep(pause)
        yield i


async def read_idle(pauses, idle):
    loop = asyncio.get_running_loop()
    got = []
    try:
        async with asyncio.timeout(idle) as t:
            print("until", t.when(), t)
            async for item in stream(pauses):
                got.append(item)
                t.reschedule(loop.time() + idle)
    except TimeoutError:
        print("idle too long", t.expired(), t.when(), t)
    return got


async def budget(jobs, total):
    done = []
    deadline = asyncio.get_running_loop().time() + total
    for name, cost in jobs:
        try:
            async with asyncio.timeout_at(deadline):
                await asyncio.sleep(cost)
                done.append(name)
        except TimeoutError as e:
            print(name, "has no time left:", repr(e), repr(e.__cause__), e.__suppress_context__)
            break
    return done


async def main():
    print(await read_idle([0.1, 0.2, 0.3, 0.1], 0.35))
    print(await read_idle([0.1, 0.2, 0.5], 0.35))
    print(await budget([("a", 0.5), ("b", 0.4), ("c", 0.2), ("d", 0.1)], 1.0))
    try:
        async with asyncio.timeout(None) as t:
            print(t.when(), t)
            t.reschedule(asyncio.get_running_loop().time() - 1)
            await asyncio.sleep(10)
    except TimeoutError:
        print("at once", t)
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(0.5) as inner:
                    await asyncio.sleep(2)
            except TimeoutError:
                print("inner", inner.expired(), outer.expired())
            await asyncio.sleep(2)
    except TimeoutError:
        print("outer", outer.expired())
    try:
        async with asyncio.timeout(0.2) as outer:
            async with asyncio.timeout(0.2) as inner:
                await asyncio.sleep(1)
    except TimeoutError as e:
        print("both", inner, outer, repr(e.__context__), repr(e.__cause__))
    async def cancelled_by_other():
        async with asyncio.timeout(1) as t:
            try:
                await asyncio.sleep(2)
            finally:
                print("finally", asyncio.current_task().cancelling(), t)
    task = asyncio.create_task(cancelled_by_other())
    await asyncio.sleep(0.1)
    task.cancel("by other")
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", e.args, task.cancelling())
    async def swallow():
        async with asyncio.timeout(0.1) as t:
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("swallowed", t)
        return "no TimeoutError then?"
    try:
        print(await swallow())
    except TimeoutError as e:
        print("TimeoutError all the same", repr(e.__context__))
    for wrong in (lambda t: t.reschedule(1), lambda t: t.__aenter__()):
        t = asyncio.timeout(1)
        try:
            r = wrong(t)
            if asyncio.iscoroutine(r):
                await r
                await t.__aenter__()
        except RuntimeError as e:
            print(e)
    try:
        async with asyncio.timeout(0.1):
            raise ValueError("mine")
    except ValueError as e:
        print(e, e.__context__)
    try:
        await asyncio.wait_for(asyncio.shield(asyncio.sleep(1, "slow")), timeout=0.2)
    except asyncio.TimeoutError as e:
        print(repr(e), asyncio.TimeoutError is TimeoutError, isinstance(e, OSError))
    async with asyncio.timeout(5):
        async with asyncio.timeout(0.1):
            await asyncio.Event().wait()


asyncio.run(main())
