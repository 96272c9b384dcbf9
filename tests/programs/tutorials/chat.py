"""A chat room: a queue in and a queue out for each member."""
import asyncio


class Room:
    def __init__(self, name):
        self.name = name
        self.members = {}

    async def say(self, sender, text):
        others = [queue for name, queue in self.members.items() if name != sender]
        await asyncio.gather(*(queue.put(f"<{sender}> {text}") for queue in others))

    async def join(self, name):
        if name in self.members:
            raise ValueError(f"{name!r} is taken")
        inbox = self.members[name] = asyncio.Queue(2)
        await self.say("server", f"{name} joined")
        return inbox

    async def leave(self, name):
        inbox = self.members.pop(name)
        inbox.shutdown()
        await self.say("server", f"{name} left")


async def listen(name, inbox):
    lines = []
    try:
        while True:
            line = await inbox.get()
            lines.append(line)
            print(f"{name:>5} | {line}")
            await asyncio.sleep(0.05)
    except asyncio.QueueShutDown:
        return lines


async def person(room, name, script):
    inbox = await room.join(name)
    listening = asyncio.create_task(listen(name, inbox))
    for pause, text in script:
        await asyncio.sleep(pause)
        await room.say(name, text)
    await asyncio.sleep(1)
    await room.leave(name)
    return len(await listening)


async def main():
    room = Room("tea")
    counts = await asyncio.gather(
        person(room, "Ada", [(0.1, "hello"), (0.5, "anybody?")]),
        person(room, "Bob", [(0.3, "hi Ada"), (0.4, "here!"), (0, "I am")]),
        person(room, "Cleo", [(2, "am I late?")]),
        person(room, "Ada", []),
        return_exceptions=True,
    )
    print(counts, room.members)


asyncio.run(main())
