"""wait, wait_for, as_completed, shield."""
import asyncio


async def work(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print(f"  work {n} cancelled")
        raise
    return n


async def fail(n):
    await asyncio.sleep(n)
    raise ValueError(n)


def tasks(*coroutines):
    return [asyncio.create_task(c, name=f"{c.__name__} {i}") for i, c in enumerate(coroutines)]


def names(futures):
    return [f.get_name() for f in futures]


async def waits():
    for when in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        made = tasks(work(3), fail(2), work(1), fail(4))
        done, pending = await asyncio.wait(made, return_when=when)
        print(when, names(done), names(pending))
        done, pending = await asyncio.wait(made, timeout=0.5)
        print("timeout", names(done), names(pending))
        await asyncio.wait(made)
        for task in made:
            task.exception()
    made = tasks(work(1), work(2))
    waiter = asyncio.create_task(asyncio.wait(made))
    await asyncio.sleep(0.5)
    waiter.cancel()
    await asyncio.sleep(0)
    print(waiter.cancelled(), made)
    await asyncio.sleep(3)
    done, pending = await asyncio.wait(tuple(made), timeout=0)
    print(names(done), names(pending))
    for wrong in ([], [work(1)], made[0], work(1), [1], 5):
        try:
            await asyncio.wait(wrong)
        except (TypeError, ValueError, AttributeError, AssertionError) as error:
            print(type(error).__name__, error)
    try:
        await asyncio.wait(made, return_when="SOON")
    except ValueError as error:
        print(error)


async def wait_fors():
    print(await asyncio.wait_for(work(1), 2), await asyncio.wait_for(work(1), None))
    for awaitable, timeout in ((work(2), 1), (work(1), 1), (work(1), 0), (work(0), -1), (fail(1), 2)):
        try:
            print(await asyncio.wait_for(awaitable, timeout))
        except (TimeoutError, ValueError) as error:
            print(repr(error), repr(error.__cause__))
    task = asyncio.create_task(work(5))
    try:
        await asyncio.wait_for(asyncio.shield(task), 1)
    except TimeoutError:
        print("shielded", task.done())
    outer = asyncio.create_task(asyncio.wait_for(task, 10))
    await asyncio.sleep(1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print(task.cancelled(), outer.cancelled())
    done = asyncio.create_task(work(0))
    await done
    print(await asyncio.wait_for(done, 0))
    try:
        await asyncio.wait_for(3, 1)
    except TypeError as error:
        print(error)


async def completions():
    for future in asyncio.as_completed([work(2), work(1), work(3)]):
        print(await future)
    made = tasks(work(2), work(1), fail(1.5))
    async for task in asyncio.as_completed(made):
        print(task.get_name(), task in made)
        task.exception()
    try:
        for future in asyncio.as_completed([work(1), work(3), work(2.5)], timeout=2):
            print(await future)
    except TimeoutError as error:
        print(repr(error))
    print(list(asyncio.as_completed([])))
    try:
        asyncio.as_completed(work(1))
    except TypeError as error:
        print(error)
    pending = list(asyncio.as_completed([work(1), work(0.5)]))
    print(await pending[1], await pending[0])


async def shields():
    inner = asyncio.create_task(work(2))
    outer = asyncio.shield(inner)
    waiter = asyncio.create_task(asyncio.wait([outer]))
    await asyncio.sleep(1)
    print(outer.cancel(), outer, inner.done())
    await waiter
    print(await inner)
    print(asyncio.shield(inner) is inner, await asyncio.shield(work(1)))
    try:
        await asyncio.shield(fail(1))
    except ValueError as error:
        print(repr(error))
    inner = asyncio.create_task(work(2))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print(inner.cancelled(), outer.cancelled())


async def main():
    for part in (waits, wait_fors, completions, shields):
        print(part.__name__)
        await part()


asyncio.run(main())
