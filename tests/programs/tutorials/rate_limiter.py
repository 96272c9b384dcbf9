"""A token bucket as an async context manager."""
import asyncio
import time


class RateLimiter:
    def __init__(self, rate, per=1.0):
        self.rate = rate
        self.per = per
        self.tokens = float(rate)
        self.updated = None
        self.lock = asyncio.Lock()

    def _refill(self):
        now = time.monotonic()
        if self.updated is not None:
            gained = (now - self.updated) * self.rate / self.per
            self.tokens = min(self.rate, self.tokens + gained)
        self.updated = now

    async def __aenter__(self):
        async with self.lock:
            self._refill()
            while self.tokens < 1:
                await asyncio.sleep((1 - self.tokens) * self.per / self.rate)
                self._refill()
            self.tokens -= 1
        return self

    async def __aexit__(self, kind, error, traceback):
        return False


async def call(limiter, number):
    async with limiter:
        print(f"{time.monotonic():6.3f} call {number}")
        await asyncio.sleep(0.5)
        return number


async def main():
    limiter = RateLimiter(4)
    print(sum(await asyncio.gather(*(call(limiter, n) for n in range(11)))))
    await asyncio.sleep(0.6)
    print(f"{limiter.tokens:.3f}")
    await asyncio.gather(*[call(limiter, n) for n in range(20, 23)])


asyncio.run(main())
