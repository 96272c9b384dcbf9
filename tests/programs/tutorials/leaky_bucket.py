"""A leaky bucket: what does not fit is refused, the rest drips out at a fixed rate."""
import asyncio
from collections import deque


class BucketFull(Exception):
    pass


class LeakyBucket:
    def __init__(self, capacity, drip):
        self.capacity, self.drip = capacity, drip
        self.drops = deque()
        self.wet = asyncio.Event()

    def pour(self, item):
        if len(self.drops) >= self.capacity:
            raise BucketFull(f"no room for {item}")
        future = asyncio.get_running_loop().create_future()
        self.drops.append((item, future))
        self.wet.set()
        return future

    async def leak(self):
        while True:
            await self.wet.wait()
            while self.drops:
                item, future = self.drops.popleft()
                if not future.cancelled():
                    future.set_result(item * item)
                await asyncio.sleep(self.drip)
            self.wet.clear()


async def client(bucket, number):
    await asyncio.sleep(number * 0.1)
    try:
        answer = await bucket.pour(number)
    except BucketFull as full:
        return str(full)
    return answer, round(asyncio.get_running_loop().time(), 3)


async def main():
    bucket = LeakyBucket(2, 0.25)
    leak = asyncio.create_task(bucket.leak())
    for line in await asyncio.gather(*map(client, [bucket] * 9, range(9))):
        print(line)
    leak.cancel()
    try:
        await leak
    except asyncio.CancelledError:
        print("dry", leak.cancelled(), len(bucket.drops))


asyncio.run(main())
