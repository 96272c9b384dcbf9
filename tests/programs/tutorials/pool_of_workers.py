"""A pool of workers with results in order, cancellation, progress, graceful and hard stop, and statistics."""
import asyncio
import collections
import statistics
import time
import traceback


class Pool:
    def __init__(self, size):
        self.size = size
        self._queue = asyncio.Queue()
        self._workers = []
        self.times = collections.defaultdict(list)

    async def __aenter__(self):
        self._workers = [asyncio.create_task(self._work(i), name=f"pool-{i}") for i in range(self.size)]
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if exc_type is None:
            await self._queue.join()
        else:
            print("hard stop because of", exc_type.__name__)
            while not self._queue.empty():
                fut, *_ = self._queue.get_nowait()
                fut.cancel()
        for w in self._workers:
            w.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def _work(self, i):
        while True:
            fut, fn, args = await self._queue.get()
            started = time.monotonic()
            try:
                result = await fn(*args)
            except asyncio.CancelledError:
                fut.cancel()
                raise
            except BaseException as e:
                if not fut.cancelled():
                    fut.set_exception(e)
            else:
                if not fut.cancelled():
                    fut.set_result(result)
            finally:
                self.times[i].append(time.monotonic() - started)
                self._queue.task_done()

    def submit(self, fn, *args):
        fut = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((fut, fn, args))
        return fut

    async def map(self, fn, items):
        futures = [self.submit(fn, item) for item in items]
        for f in futures:
            yield await f


async def square(x):
    await asyncio.sleep(0.1 * (x % 3 + 1))
    if x == 7:
        raise ValueError("seven!")
    return x * x


async def main():
    async with Pool(3) as pool:
        async for y in pool.map(square, range(6)):
            print(f"{time.monotonic():.1f} {y}")
        bad = pool.submit(square, 7)
        good = pool.submit(square, 8)
        gone = pool.submit(square, 9)
        gone.cancel()
        try:
            await bad
        except ValueError:
            traceback.print_exc()
        print(await good, gone.cancelled())
    flat = [t for ts in pool.times.values() for t in ts]
    print(len(flat), f"{statistics.mean(flat):.3f} {statistics.median(flat):.2f} {statistics.stdev(flat):.4f}", {k: len(v) for k, v in pool.times.items()})
    futures = []
    try:
        async with Pool(2) as pool:
            futures = [pool.submit(square, i) for i in range(6)]
            await futures[0]
            raise KeyboardInterrupt if False else RuntimeError("stop everything")
    except RuntimeError as e:
        print(e, [f.cancelled() if f.cancelled() else f.result() for f in futures])


asyncio.run(main())
