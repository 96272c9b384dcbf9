"""A supervisor that restarts workers whose heartbeats stop: timeouts, cancellation, backoff, giving up."""
import asyncio


class Hung(Exception):
    pass


async def worker(name, beats, fail_after, run):
    for n in range(6):
        if run == 0 and n == fail_after:
            if name == "crasher":
                raise RuntimeError("crashed")
            await asyncio.sleep(100)
        beats.put_nowait(n)
        await asyncio.sleep(0.5)
    return f"{name} finished"


async def watch(beats):
    while True:
        try:
            await asyncio.wait_for(beats.get(), 1)
        except TimeoutError:
            raise Hung from None


async def supervise(name, fail_after):
    for run in range(3):
        beats = asyncio.Queue()
        work, watcher = asyncio.create_task(worker(name, beats, fail_after, run)), asyncio.create_task(watch(beats))
        done, pending = await asyncio.wait([work, watcher], return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        first = done.pop()
        if first is work and not first.exception():
            return first.result(), run
        print(name, "run", run, "ended:", repr(first.exception()))
        await asyncio.sleep(0.1 * 2 ** run)
    return name, "given up"


async def main():
    print(await asyncio.gather(supervise("steady", 99), supervise("hanger", 2), supervise("crasher", 3)))
    print(len(asyncio.all_tasks()))


asyncio.run(main())
