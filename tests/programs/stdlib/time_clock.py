"""time and the clock: monotonic, perf_counter, sleep, the wall clock, strftime."""
import asyncio
import time


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


print(time.monotonic(), time.perf_counter(), time.time(), time.monotonic_ns(), time.strftime("%Y-%m-%d %H:%M:%S"))
time.sleep(1.25)
print(time.monotonic(), time.time(), time.perf_counter_ns(), time.time_ns())
attempt(time.sleep, -1)
attempt(time.sleep, "1")
time.sleep(0)
print(time.strftime("%a %b %d %j %I %p %y %%"), time.localtime().tm_year, time.gmtime(0)[:3], time.ctime(0))
print(time.strftime("%H:%M:%S", time.gmtime(3661)))


async def main():
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    await asyncio.gather(asyncio.sleep(2), asyncio.sleep(3))
    print(f"{time.perf_counter() - began:.2f}", loop.time() == time.monotonic(), time.strftime("%X"))
    time.sleep(0.5)
    print(loop.time())


asyncio.run(main())
