"""Leader election, bully style, over mailboxes with delays; the leader fails and comes back."""
import asyncio
from dataclasses import dataclass
from enum import IntEnum, unique


@unique
class Type(IntEnum):
    ELECTION = 1
    ALIVE = 2
    LEADER = 3


@dataclass
class Mail:
    type: Type
    sender: int


class Network:
    def __init__(self):
        self.boxes: dict[int, asyncio.Queue] = {}
        self.down: set[int] = set()
        self.log = []

    def send(self, frm, to, type):
        if frm in self.down or to in self.down:
            return
        self.log.append((frm, to, type))
        asyncio.get_running_loop().call_later(0.01 * (abs(frm - to)), self.boxes[to].put_nowait, Mail(type, frm))


class Node:
    def __init__(self, id, net):
        self.id, self.net = id, net
        self.leader = None
        self.box = net.boxes[id] = asyncio.Queue()

    @property
    def higher(self):
        return [i for i in self.net.boxes if i > self.id]

    async def elect(self):
        for i in self.higher:
            self.net.send(self.id, i, Type.ELECTION)
        try:
            async with asyncio.timeout(0.1):
                while True:
                    mail = await self.box.get()
                    await self.handle(mail)
                    if mail.type is Type.LEADER:
                        return
        except TimeoutError:
            if self.leader is None:
                print(f"{asyncio.get_running_loop().time():.2f} node {self.id} leads")
                self.leader = self.id
                for i in self.net.boxes:
                    if i != self.id:
                        self.net.send(self.id, i, Type.LEADER)

    async def handle(self, mail):
        match mail:
            case Mail(Type.ELECTION, s) if s < self.id:
                self.net.send(self.id, s, Type.ALIVE)
                if self.leader is None or self.leader in self.net.down:
                    self.leader = None
                    asyncio.create_task(self.elect(), name=f"elect{self.id}")
            case Mail(Type.ALIVE):
                pass
            case Mail(type=Type.LEADER, sender=s):
                self.leader = s

    async def run(self):
        while True:
            mail = await self.box.get()
            await self.handle(mail)


async def main():
    net = Network()
    nodes = [Node(i, net) for i in range(1, 5)]
    tasks = [asyncio.create_task(n.run(), name=f"node{n.id}") for n in nodes]
    await nodes[0].elect()
    await asyncio.sleep(0.5)
    print([n.leader for n in nodes], len(net.log))
    net.down.add(4)
    for n in nodes[:3]:
        n.leader = None
    await asyncio.gather(*(n.elect() for n in nodes[:3]))
    await asyncio.sleep(0.5)
    print([n.leader for n in nodes], len(net.log), net.log[-1], f"{net.log[-1][2]!r} {net.log[-1][2]}")
    for t in tasks:
        t.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print({t.get_name(): t.cancelled() for t in tasks})


asyncio.run(main())
