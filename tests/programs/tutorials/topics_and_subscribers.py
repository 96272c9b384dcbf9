"""Publish and subscribe: topics with prefixes, slow subscribers that lose messages, unsubscribing by context."""
from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import AsyncIterator, NamedTuple


class Message(NamedTuple):
    topic: str
    body: object
    number: int = 0


class Broker:
    def __init__(self, maxsize: int = 2) -> None:
        self._subscribers: dict[str, list[asyncio.Queue[Message]]] = {}
        self._maxsize = maxsize
        self.dropped = 0
        self._count = 0

    @contextmanager
    def subscribe(self, prefix: str):
        queue: asyncio.Queue[Message] = asyncio.Queue(self._maxsize)
        self._subscribers.setdefault(prefix, []).append(queue)
        try:
            yield queue
        finally:
            self._subscribers[prefix].remove(queue)
            if not self._subscribers[prefix]:
                del self._subscribers[prefix]

    def publish(self, topic: str, body: object) -> int:
        self._count += 1
        message = Message(topic, body, self._count)
        delivered = 0
        for prefix, queues in self._subscribers.items():
            if topic.startswith(prefix):
                for queue in queues:
                    try:
                        queue.put_nowait(message)
                        delivered += 1
                    except asyncio.QueueFull:
                        self.dropped += 1
        return delivered

    def close(self):
        for queues in self._subscribers.values():
            for q in queues:
                q.shutdown()


async def messages(queue: asyncio.Queue[Message]) -> AsyncIterator[Message]:
    try:
        while True:
            yield await queue.get()
    except asyncio.QueueShutDown:
        return
    finally:
        print("  stream ends")


async def subscriber(broker: Broker, name: str, prefix: str, pace: float) -> list[int]:
    got = []
    with broker.subscribe(prefix) as queue:
        async for m in messages(queue):
            print(f"  {name:<6} {m.topic:<12} {m.body!r:>8} #{m.number}")
            got.append(m.number)
            await asyncio.sleep(pace)
    return got


async def impatient(broker: Broker):
    with broker.subscribe("weather") as queue:
        async for m in messages(queue):
            print("  only one for me:", m._replace(body="…"))
            break
    print("  impatient is out")


async def publisher(broker: Broker):
    for i, topic in enumerate(["weather.rain", "sport.ski", "weather.sun", "news", "weather.fog", "sport.run"] * 2):
        n = broker.publish(topic, {"i": i} if i % 3 else i)
        print(f"{asyncio.get_running_loop().time():.1f} {topic} to {n}")
        await asyncio.sleep(0.1)
    broker.close()


async def main():
    broker = Broker()
    async with asyncio.TaskGroup() as tg:
        fast = tg.create_task(subscriber(broker, "fast", "", 0.05))
        slow = tg.create_task(subscriber(broker, "slow", "weather", 0.45), name="slow")
        tg.create_task(impatient(broker))
        await asyncio.sleep(0)
        tg.create_task(publisher(broker))
    print(fast.result(), slow.result(), broker.dropped, broker._subscribers)


asyncio.run(main())
