"""gather, wait and TaskGroup beside each other, in success and in failure."""
import asyncio


async def work(name, seconds, fail=False):
    try:
        await asyncio.sleep(seconds)
        if fail:
            raise ValueError(name)
        print(name, "finished")
        return name.upper()
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


def jobs():
    return work("a", 0.3), work("b", 0.1, fail=True), work("c", 0.2)


async def with_gather():
    try:
        print(await asyncio.gather(*jobs()))
    except ValueError as error:
        print("gather raised", repr(error))
    await asyncio.sleep(1)
    print(await asyncio.gather(*jobs(), return_exceptions=True))


async def with_wait():
    for mode in asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED:
        tasks = [asyncio.create_task(job, name=f"{mode[:5]}-{n}") for n, job in enumerate(jobs())]
        done, pending = await asyncio.wait(tasks, return_when=mode)
        print(mode, sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
        for task in pending:
            task.cancel()
        print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])
    done, pending = await asyncio.wait([asyncio.create_task(work("slow", 5))], timeout=1)
    print(len(done), len(pending))
    pending.pop().cancel()


async def with_group():
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job) for job in jobs()]
    except* ValueError as errors:
        print("group raised", errors.exceptions)
    print([task.cancelled() for task in tasks])
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(name, 0.1)) for name in "xyz"]
    print([task.result() for task in tasks])


async def main():
    await with_gather()
    await with_wait()
    await with_group()


asyncio.run(main())
