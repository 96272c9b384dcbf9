"""Rate limiters: a token bucket, a leaky bucket, a sliding window; each as a context manager and a decorator."""
import asyncio
import functools
import time
from collections import deque
from contextlib import asynccontextmanager


class TokenBucket:
    def __init__(self, rate: float, capacity: int):
        self.rate, self.capacity = rate, capacity
        self.tokens = float(capacity)
        self.updated = time.monotonic()
        self._lock = asyncio.Lock()

    def _refill(self):
        now = time.monotonic()
        self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
        self.updated = now

    async def acquire(self, n: int = 1):
        async with self._lock:
            self._refill()
            while self.tokens < n:
                await asyncio.sleep(max((n - self.tokens) / self.rate, 0.001))
                self._refill()
            self.tokens -= n

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *exc_info):
        return None


class SlidingWindow:
    def __init__(self, calls, period):
        self.calls, self.period = calls, period
        self.stamps = deque()

    @asynccontextmanager
    async def slot(self):
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            while self.stamps and now - self.stamps[0] >= self.period:
                self.stamps.popleft()
            if len(self.stamps) < self.calls:
                break
            await asyncio.sleep(self.period - (now - self.stamps[0]) + 0.001)
        self.stamps.append(loop.time())
        yield len(self.stamps)


def limited(bucket_factory):
    def decorate(fn):
        bucket = None

        @functools.wraps(fn)
        async def wrapper(*args, **kwargs):
            nonlocal bucket
            if bucket is None:
                bucket = bucket_factory()
            async with bucket:
                return await fn(*args, **kwargs)

        return wrapper
    return decorate


@limited(lambda: TokenBucket(rate=5, capacity=2))
async def call_api(i: int, *, suffix: str = "!") -> str:
    """Call the API."""
    await asyncio.sleep(0.01)
    return f"{time.monotonic():6.3f} call {i}{suffix}"


async def main():
    print(call_api.__name__, call_api.__doc__, call_api.__wrapped__.__annotations__)
    for line in await asyncio.gather(*(call_api(i, suffix="?" * (i % 2)) for i in range(8))):
        print(line)
    window = SlidingWindow(3, 1.0)
    start = time.monotonic()

    async def job(i):
        async with window.slot() as used:
            print(f"{time.monotonic() - start:.2f} job {i} uses slot {used}")
            if i == 4:
                raise RuntimeError("job 4 failed")

    results = await asyncio.gather(*map(job, range(8)), return_exceptions=True)
    print([r for r in results if r])
    big = TokenBucket(1, 3)
    await big.acquire(3)
    try:
        async with asyncio.timeout(0.5):
            await big.acquire(2)
    except TimeoutError:
        print("no tokens", round(big.tokens, 3), big._lock.locked())


asyncio.run(main())
