"""Time: rounding, equal deadlines, blocking, sleep's arguments."""
import asyncio
import time


async def say(delay, text):
    await asyncio.sleep(delay)
    print(f"{asyncio.get_running_loop().time():.9f} {text}")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.time(), time.monotonic(), time.perf_counter(), time.time())
    await asyncio.gather(*(say(d, i) for i, d in enumerate((0.3, 0.1 + 0.2, 0.1, 0.1, 1e-9, 0.5e-9, 1.5e-9, 2.5e-9))))
    print(await asyncio.sleep(0.25, "result"), await asyncio.sleep(0, "at once"), await asyncio.sleep(-1, "before"))
    for wrong in ("1", None, float("nan")):
        try:
            await asyncio.sleep(wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    print("block")
    tasks = [asyncio.create_task(say(d, f"after {d}")) for d in (0.1, 0.2, 0.3)]
    await asyncio.sleep(0)
    time.sleep(0.25)
    print(loop.time())
    await asyncio.gather(*tasks)
    print("cancelled while due")
    task = asyncio.create_task(say(1, "never"))
    await asyncio.sleep(0)
    time.sleep(2)
    task.cancel()
    await asyncio.sleep(0)
    print(task)
    await asyncio.sleep(3600 * 24 * 2)
    print(loop.time())


asyncio.run(main())
