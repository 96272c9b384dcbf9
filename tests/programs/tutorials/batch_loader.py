"""Batching: requests are gathered for 50 ms or until five are there, and answered by futures."""
import asyncio
from collections.abc import Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Loader(Generic[K, V]):
    def __init__(self, fetch, *, window=0.05, most=5):
        self._fetch, self._window, self._most = fetch, window, most
        self._waiting: dict[K, asyncio.Future[V]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task] = set()

    def load(self, key: K) -> asyncio.Future[V]:
        if key in self._waiting:
            return self._waiting[key]
        loop = asyncio.get_running_loop()
        future = self._waiting[key] = loop.create_future()
        if len(self._waiting) >= self._most:
            self._flush()
        elif self._timer is None:
            self._timer = loop.call_later(self._window, self._flush)
        return future

    def _flush(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._waiting = self._waiting, {}
        task = asyncio.create_task(self._run(batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, batch):
        try:
            values = await self._fetch(list(batch))
        except Exception as e:
            for future in batch.values():
                if not future.done():
                    future.set_exception(e)
        else:
            for future, value in zip(batch.values(), values, strict=True):
                if not future.cancelled():
                    future.set_result(value)

    def __class_getitem__(cls, item):
        return super().__class_getitem__(item)


async def fetch(ids: Sequence[int]) -> list[str]:
    print(f"{asyncio.get_running_loop().time():.3f} SELECT … WHERE id IN {tuple(ids)}")
    await asyncio.sleep(0.1)
    if 13 in ids:
        raise LookupError(f"no 13 among {len(ids)}")
    return [f"user{i}" for i in ids]


async def main():
    loader: Loader[int, str] = Loader(fetch)
    print(await asyncio.gather(*(loader.load(i) for i in (1, 2, 2, 3, 1))))
    print(await asyncio.gather(*map(loader.load, range(20, 27))))
    impatient = loader.load(99)
    impatient.cancel()
    other = loader.load(98)
    print(await other, impatient.cancelled())
    print(await asyncio.gather(loader.load(12), loader.load(13), return_exceptions=True))
    try:
        await asyncio.wait_for(loader.load(7), 0.1)
    except TimeoutError:
        print("too slow", loader._waiting)
    loader.load(13)
    await asyncio.sleep(0.5)
    print(len(loader._tasks))


asyncio.run(main())
