"""Barrier: cancelled in the line, abort and reset at each moment, filling while it drains, one party, misuse."""
import asyncio


async def guest(name, barrier, log=True):
    try:
        place = await barrier.wait()
        print(name, "passed", place)
    except BaseException as error:
        print(name, repr(error), barrier.n_waiting, barrier.broken)
        if isinstance(error, asyncio.CancelledError):
            raise


async def main():
    for wrong in (0, -1):
        try:
            asyncio.Barrier(wrong)
        except ValueError as error:
            print(error)
    one = asyncio.Barrier(1)
    print(await one.wait(), await one.wait(), one.parties, one.n_waiting, one.broken)
    async with one as place:
        print("inside", place)
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(guest(n, barrier)) for n in "ab"]
    await asyncio.sleep(0)
    print(barrier.n_waiting)
    tasks[0].cancel()
    await asyncio.sleep(0)
    print(barrier.n_waiting, barrier.broken)
    tasks += [asyncio.create_task(guest(n, barrier)) for n in "cdef"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(barrier.n_waiting)
    await asyncio.sleep(1)
    print(barrier.n_waiting, [t.done() for t in tasks])
    await barrier.reset()
    await asyncio.sleep(1)
    print([t.done() for t in tasks], barrier.broken)
    tasks = [asyncio.create_task(guest(n, barrier)) for n in "gh"]
    await asyncio.sleep(0)
    await barrier.abort()
    print("aborted", barrier.broken, barrier.n_waiting)
    await guest("late", barrier)
    await barrier.reset()
    print("reset", barrier.broken, barrier.n_waiting)
    await asyncio.gather(*tasks)
    tasks = [asyncio.create_task(guest(n, barrier)) for n in "ijk"]
    await asyncio.sleep(0)
    await barrier.reset()
    print("reset while draining")
    await asyncio.gather(*tasks)
    tasks = [asyncio.create_task(guest(n, barrier)) for n in "lmn"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    await barrier.abort()
    await asyncio.gather(*tasks, return_exceptions=True)
    await barrier.reset()
    try:
        async with asyncio.timeout(1):
            async with barrier:
                print("never")
    except TimeoutError:
        print("timed out", barrier.n_waiting, barrier.broken)
    try:
        async with asyncio.TaskGroup() as group:
            for n in "opq":
                group.create_task(guest(n, barrier))
    except* ValueError:
        pass
    print(barrier.n_waiting)
    try:
        barrier.parties = 5
    except AttributeError as error:
        print(error)


asyncio.run(main())
