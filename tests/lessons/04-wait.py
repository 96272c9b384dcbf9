# The exercise of lessons/04-wait.md, done.
import asyncio

JOBS = 4          #: knob 2..8  jobs; job 2 fails
STEP = 0.3        #: knob 0.1..1.0  seconds from the end of one job to the end of the next
finished = 0      #: gauge 0..8  jobs ended


async def job(number):
    global finished
    await asyncio.sleep(number * STEP)
    finished += 1
    if number == 2:
        raise ValueError("job 2 is broken")
    return f"result {number}"


def start():
    global finished
    finished = 0
    return [asyncio.create_task(job(number), name=f"job {number}") for number in range(1, JOBS + 1)]


async def watch(mode, jobs):
    done, pending = await asyncio.wait(jobs, return_when=mode)
    print(f"{mode}: {len(done)} done, {len(pending)} pending")
    if mode == asyncio.FIRST_EXCEPTION:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
    for task in sorted(done, key=asyncio.Task.get_name):
        if task.cancelled():
            print(f"    {task.get_name()}: cancelled")
        else:
            print(f"    {task.get_name()}: {task.exception() or task.result()}")


async def main():
    try:
        print(await asyncio.gather(*start()))
    except ValueError as error:
        print(f"gather: {error}")
    await asyncio.sleep((JOBS - 1.5) * STEP)
    jobs = start()
    async with asyncio.TaskGroup() as watchers:
        for mode in asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED:
            watchers.create_task(watch(mode, jobs))


asyncio.run(main())
