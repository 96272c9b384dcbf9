"""Publish and subscribe: a hub, topics with wildcards, a slow subscriber that loses messages."""
import asyncio
from collections import defaultdict


class Hub:
    def __init__(self):
        self.topics = defaultdict(list)
        self.dropped = 0

    def publish(self, topic, message):
        parts = topic.split(".")
        for depth in range(len(parts), 0, -1):
            for subscription in self.topics.get(".".join(parts[:depth]), ()):
                try:
                    subscription.queue.put_nowait((topic, message))
                except asyncio.QueueFull:
                    self.dropped += 1


class Subscription:
    def __init__(self, hub, topic, size=0):
        self.hub, self.topic = hub, topic
        self.queue = asyncio.Queue(size)

    def __enter__(self):
        self.hub.topics[self.topic].append(self)
        return self

    def __exit__(self, *_):
        self.hub.topics[self.topic].remove(self)
        if not self.hub.topics[self.topic]:
            del self.hub.topics[self.topic]

    def __aiter__(self):
        return self

    async def __anext__(self):
        topic, message = await self.queue.get()
        if message is None:
            raise StopAsyncIteration
        return topic, message


async def reader(hub, name, topic, pause=0, size=0):
    got = []
    with Subscription(hub, topic, size) as subscription:
        async for where, what in subscription:
            got.append(what)
            print(f"{name}: {where} {what}")
            await asyncio.sleep(pause)
    return name, got


async def main():
    hub = Hub()
    readers = [
        asyncio.create_task(reader(hub, "all", "news")),
        asyncio.create_task(reader(hub, "sport", "news.sport")),
        asyncio.create_task(reader(hub, "slow", "news", pause=1, size=2)),
    ]
    await asyncio.sleep(0)
    for number in range(3):
        hub.publish("news.sport", f"goal {number}")
        hub.publish("news.weather", f"rain {number}")
        hub.publish("ads", "nobody reads this")
        await asyncio.sleep(0.1)
    await asyncio.sleep(5)
    hub.publish("news.sport", None)
    for done in asyncio.as_completed(readers):
        print(await done)
    print(hub.dropped, dict(hub.topics))


asyncio.run(main())
