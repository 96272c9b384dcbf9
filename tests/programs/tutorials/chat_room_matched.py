"""A chat room without a network: clients join, talk, whisper, are kicked; the server is told to stop."""
import asyncio
import enum
import logging
import sys
from dataclasses import dataclass

logging.basicConfig(level=logging.DEBUG, format="%(levelname)-7s %(name)s: %(message)s", stream=sys.stdout)
log = logging.getLogger("chat")


class Kind(enum.StrEnum):
    JOIN = enum.auto()
    SAY = enum.auto()
    WHISPER = enum.auto()
    QUIT = enum.auto()


@dataclass(frozen=True)
class Event:
    kind: Kind
    who: str
    text: str = ""
    to: str | None = None


class Room:
    def __init__(self, capacity=3):
        self.members: dict[str, asyncio.Queue] = {}
        self.inbox = asyncio.Queue()
        self.capacity = capacity
        self.closed = asyncio.Event()

    async def serve(self):
        try:
            while True:
                event = await self.inbox.get()
                match event:
                    case Event(kind=Kind.JOIN, who=who) if len(self.members) >= self.capacity:
                        log.warning("%s cannot join: the room is full", who)
                    case Event(Kind.JOIN, who):
                        self.members[who] = asyncio.Queue()
                        await self.broadcast(f"* {who} joins", but=who)
                    case Event(Kind.SAY, who, text):
                        await self.broadcast(f"<{who}> {text}")
                    case Event(Kind.WHISPER, who, text, to) if to in self.members:
                        self.members[to].put_nowait(f"({who}) {text}")
                    case Event(Kind.WHISPER, to=to):
                        log.error("nobody is called %r", to)
                    case Event(kind=Kind.QUIT, who=who):
                        self.members.pop(who).shutdown()
                        await self.broadcast(f"* {who} leaves")
                    case _:
                        log.critical("what is %r?", event)
                self.inbox.task_done()
        except asyncio.CancelledError:
            log.info("the server stops with %d members", len(self.members))
            for q in self.members.values():
                q.shutdown(immediate=True)
            raise
        finally:
            self.closed.set()

    async def broadcast(self, line, but=None):
        for name, q in self.members.items():
            if name != but:
                await q.put(line)


async def client(room, name, script):
    await room.inbox.put(Event(Kind.JOIN, name))
    await room.inbox.join()
    queue = room.members.get(name)
    if queue is None:
        return f"{name} stays outside"

    async def listen():
        lines = []
        while True:
            try:
                lines.append(await queue.get())
            except asyncio.QueueShutDown:
                return lines

    listener = asyncio.create_task(listen(), name=f"{name} listens")
    for delay, event in script:
        await asyncio.sleep(delay)
        await room.inbox.put(event)
    return await listener


async def main():
    room = Room()
    server = asyncio.create_task(room.serve(), name="server")
    say = lambda who, text: Event(Kind.SAY, who, text)
    scripts = {
        "ann": [(0.1, say("ann", "hello")), (0.5, Event(Kind.WHISPER, "ann", "psst", "bob")), (1, Event(Kind.QUIT, "ann"))],
        "bob": [(0.2, say("bob", "hi ann")), (0.2, Event(Kind.WHISPER, "bob", "are you there?", "zoe"))],
        "cat": [(0.3, say("cat", "meow")), (0, "nonsense")],
        "dan": [],
    }
    clients = [asyncio.create_task(client(room, n, s), name=n) for n, s in scripts.items()]
    await asyncio.sleep(2)
    server.cancel("closing time")
    for c in clients:
        print(c.get_name(), await c)
    await room.closed.wait()
    try:
        await server
    except asyncio.CancelledError as e:
        log.debug("server: %r, %s", e, server.cancelled())


asyncio.run(main())
