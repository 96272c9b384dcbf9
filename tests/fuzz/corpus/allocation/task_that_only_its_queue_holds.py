"""An event-driven state machine: a turnstile, with a table of transitions and isdigit."""
import asyncio
from enum import Enum, StrEnum, auto


class State(Enum):
    LOCKED = auto()
    UNLOCKED = auto()
    BROKEN = auto()

    def __str__(self):
        return self.name.title()


class Event(StrEnum):
    COIN = "coin"
    PUSH = "push"
    KICK = "kick"
    TIMEOUT = "timeout"


class Turnstile:
    transitions = {
        (State.LOCKED, Event.COIN): (State.UNLOCKED, "open_gate"),
        (State.UNLOCKED, Event.PUSH): (State.LOCKED, "count"),
        (State.UNLOCKED, Event.TIMEOUT): (State.LOCKED, "refund"),
        (State.LOCKED, Event.KICK): (State.BROKEN, None),
    }

    def __init__(self):
        self.state = State.LOCKED
        self.events = asyncio.Queue()
        self.passed = 0

    def open_gate(self):
        print("  click")

    async def count(self):
        await asyncio.sleep(0.1)
        self.passed += 1

    def refund(self):
        print("  coin back")

    async def run(self):
        while self.state is not State.BROKEN:
            limit = 1.0 if self.state is State.UNLOCKED else None
            try:
                event = await asyncio.wait_for(self.events.get(), limit)
            except TimeoutError:
                event = Event.TIMEOUT
            match self.transitions.get((self.state, event)):
                case None:
                    print(f"{event.value} ignored while {self.state}")
                    continue
                case (new, None):
                    pass
                case (new, str(name)):
                    action = getattr(self, name)()
                    if action is not None:
                        await action
            print(f"{self.state} --{event.value}--> {new}")
            self.state = new
        return self.passed


async def main():
    turnstile = Turnstile()
    running = asyncio.create_task(turnstile.run())
    for pause, event in [(0, "push"), (0.1, "coin"), (0.5, "push"), (0.2, " "), (2, "push"), (0, "kick")]:
        await asyncio.sleep(pause)
        turnstile.events.put_nowait(Event(event))
    print(await running, f"{turnstile.state!s} {turnstile.stateTIMEOUTr} {Event.COIN == 'coin'}")


asyncio.run(main())
