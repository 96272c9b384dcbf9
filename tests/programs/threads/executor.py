# written by hand: threads have no fixed order in CPython; with real sleeps and enough processors it prints the same
import asyncio
import time


def ready(name, seconds):
    time.sleep(seconds)
    print(name, "is ready")
    return name


async def main():
    # the loop's thread sleeps: other threads run meanwhile
    job = asyncio.create_task(asyncio.to_thread(ready, "a", 0.2))
    await asyncio.sleep(0)
    time.sleep(0.5)
    print("blocked for half a second", job.done())
    print(await job)
    # forty jobs, thirty-two workers: eight wait for a free one
    began = time.monotonic()
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(None, time.sleep, 0.5) for _ in range(40)))
    print(f"{time.monotonic() - began:.0f} s for 40 jobs")
    # a task that is cancelled lets its thread go on
    task = asyncio.create_task(asyncio.to_thread(ready, "b", 0.3))
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, and the thread goes on")


asyncio.run(main())
print("the end comes after the thread's")
