"""wait: what it refuses, what it returns in each mode, tasks that are done already, timeouts of zero, sets in insertion order."""
import asyncio


async def job(name, seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
    return name


def names(tasks):
    return [task.get_name() for task in tasks]


async def wait(*jobs, **options):
    tasks = [asyncio.create_task(job(*j), name=j[0]) for j in jobs]
    done, pending = await asyncio.wait(tasks, **options)
    print(names(sorted(done, key=lambda t: t.get_name())), names(sorted(pending, key=lambda t: t.get_name())), asyncio.get_running_loop().time())
    for task in pending:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    for wrong in ([], [job("a", 1)], job("b", 1), asyncio.create_task(job("c", 0))):
        try:
            await asyncio.wait(wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, str(error).partition(" at 0x")[0])
        if isinstance(wrong, list) and wrong:
            wrong[0].close()
        elif asyncio.iscoroutine(wrong):
            wrong.close()
    try:
        await asyncio.wait([asyncio.create_task(job("d", 0))], return_when="SOON")
    except ValueError as error:
        print(error)
    print(asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED)
    await wait(("a", 1), ("b", 2))
    await wait(("a", 1), ("b", 2), return_when=asyncio.FIRST_COMPLETED)
    await wait(("a", 1), ("b", 1), ("c", 2), return_when=asyncio.FIRST_COMPLETED)
    await wait(("a", 1), ("b", 2, ValueError("b")), ("c", 3), return_when=asyncio.FIRST_EXCEPTION)
    await wait(("a", 1), ("b", 2), return_when=asyncio.FIRST_EXCEPTION)
    await wait(("a", 1, ValueError("a")), ("b", 2))
    await wait(("a", 1), ("b", 2), timeout=1.5)
    await wait(("a", 1), ("b", 2), timeout=0)
    await wait(("a", 1), ("b", 2), timeout=-1)
    await wait(("a", 1), ("b", 2), timeout=1)
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    print(await asyncio.wait([future]) == ({future}, set()))
    failed = asyncio.create_task(job("f", 0, KeyError("f")), name="f")
    sleeper = asyncio.create_task(job("s", 1), name="s")
    await asyncio.sleep(0.1)
    done, pending = await asyncio.wait({failed, sleeper}, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), failed.exception())
    cancelled = asyncio.create_task(job("c", 1), name="c")
    asyncio.get_running_loop().call_later(0.1, cancelled.cancel)
    done, pending = await asyncio.wait({cancelled, sleeper}, return_when=asyncio.FIRST_EXCEPTION)
    print(sorted(names(done)), names(pending), asyncio.get_running_loop().time())
    waiter = asyncio.create_task(asyncio.wait([asyncio.create_task(job("w", 1), name="w")]), name="waiter")
    await asyncio.sleep(0.5)
    waiter.cancel()
    try:
        await waiter
    except asyncio.CancelledError:
        print("the wait is cancelled, what it waits for is not", names(t for t in asyncio.all_tasks() if t.get_name() == "w"))
    done, pending = await asyncio.wait((t for t in [asyncio.create_task(job("g", 1), name="g")]))
    print(names(done))
    try:
        await asyncio.wait(5)
    except TypeError as error:
        print(error)


asyncio.run(main())
