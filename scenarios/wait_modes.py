#: title  Three ways to wait
#: about  gather is blunt. wait comes back at the first result, at the first failure, or when all are done.
#: tick   0.2
import asyncio

JOBS = 4          #: knob 2..8  jobs; job 2 fails
STEP = 0.3        #: knob 0.1..1.0  seconds from the end of one job to the end of the next
finished = 0      #: gauge 0..8  jobs ended


async def job(number):
    global finished
    await asyncio.sleep(number * STEP)
    finished += 1
    if number == 2:
        #: cue   a failure
        #: say   Job 2 fails now. Which of those who wait for it notice?
        #: ask   next
        #: note  M13: the exception is kept in the task until somebody asks.
        raise ValueError("job 2 is broken")
    return f"result {number}"


def start():
    global finished
    finished = 0
    return [asyncio.create_task(job(number), name=f"job {number}") for number in range(1, JOBS + 1)]


async def watch(mode, jobs):
    done, pending = await asyncio.wait(jobs, return_when=mode)
    #: cue   the first result when finished == 1
    #: say   One job is done, and FIRST_COMPLETED is back with two sets. What does the next line print?
    #: ask   prints
    #: note  M9: wait() cancels nothing.
    #: cue   the first exception when finished == 2
    #: say   FIRST_EXCEPTION is back: fail fast. The job that raised is in done, and wait() has not raised.
    #: ask   prints
    print(f"{mode}: {len(done)} done, {len(pending)} pending")
    for task in sorted(done, key=asyncio.Task.get_name):
        print(f"    {task.get_name()}: {task.exception() or task.result()}")


async def main():
    #: cue   gather
    #: say   First gather. Job 1 will succeed, and job 2 will fail. What comes out?
    #: ask   prints
    try:
        print(await asyncio.gather(*start()))
    except ValueError as error:
        #: cue   too blunt
        #: say   gather hands on the failure. The good result is lost. And the other jobs?
        #: ask   clock
        #: note  M6: they run on, and nobody waits for them.
        print(f"gather: {error}")
    await asyncio.sleep((JOBS - 1.5) * STEP)
    #: cue   three watchers
    #: say   The same jobs again, and three tasks wait for them, each in its own way.
    #: ask   prints
    jobs = start()
    async with asyncio.TaskGroup() as watchers:
        for mode in asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED:
            watchers.create_task(watch(mode, jobs))


asyncio.run(main())

# Change it: with FIRST_EXCEPTION, cancel the jobs that are pending, and wait until they have gone.
