"""A circuit breaker with its three states, half-open probes, a fallback, and listeners."""
import asyncio
import time
from enum import Enum, auto
from typing import Self


class State(Enum):
    CLOSED = auto()
    OPEN = auto()
    HALF_OPEN = auto()

    def __str__(self):
        return self.name.lower().replace("_", "-")

    @property
    def lets_through(self):
        return self is not State.OPEN


class CircuitOpen(Exception):
    def __init__(self, left):
        self.left = left
        super().__init__(left)

    def __str__(self):
        return f"open for {self.left:.2f}s more"


class Breaker:
    def __init__(self, limit=3, rest=1.0):
        self.limit, self.rest = limit, rest
        self.failures = 0
        self._state = State.CLOSED
        self.opened_at = 0.0
        self.listeners = []
        self.probe = asyncio.Lock()

    @property
    def state(self):
        if self._state is State.OPEN and time.monotonic() - self.opened_at >= self.rest:
            self.state = State.HALF_OPEN
        return self._state

    @state.setter
    def state(self, new):
        if new is not self._state:
            old, self._state = self._state, new
            for listener in self.listeners:
                listener(old, new)

    async def __aenter__(self) -> Self:
        if not self.state.lets_through:
            raise CircuitOpen(self.rest - (time.monotonic() - self.opened_at))
        if self.state is State.HALF_OPEN:
            await self.probe.acquire()
            if self._state is State.OPEN:
                self.probe.release()
                raise CircuitOpen(self.rest)
        return self

    async def __aexit__(self, kind, error, tb):
        if self.probe.locked():
            self.probe.release()
        if kind is None:
            self.failures = 0
            self.state = State.CLOSED
        elif issubclass(kind, ConnectionError):
            self.failures += 1
            if self.failures >= self.limit or self._state is State.HALF_OPEN:
                self.opened_at = time.monotonic()
                self.state = State.OPEN
        return False


async def service(i):
    await asyncio.sleep(0.1)
    if 0.4 < time.monotonic() < 2.2:
        raise ConnectionResetError(104, f"peer reset request {i}")
    return i * i


async def call(breaker, i):
    try:
        async with breaker:
            return await service(i)
    except CircuitOpen as e:
        return f"fallback ({e})"
    except OSError as e:
        return f"failed: {e} errno={e.errno}"


async def main():
    breaker = Breaker()
    breaker.listeners.append(lambda old, new: print(f"{time.monotonic():.2f} {old} -> {new}"))
    for i in range(14):
        print(f"{time.monotonic():.2f}", i, await call(breaker, i))
        await asyncio.sleep(0.15)
    together = await asyncio.gather(*(call(breaker, 100 + i) for i in range(3)))
    print(together, breaker.state, repr(breaker.state), State["OPEN"], State(2), list(State))


asyncio.run(main())
