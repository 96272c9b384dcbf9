"""A circuit breaker: closed, open, half open."""
import asyncio
import enum
import time


class State(enum.Enum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


class CircuitOpenError(RuntimeError):
    ...


class CircuitBreaker:
    def __init__(self, *, failures=3, recovery=2.0):
        self.threshold, self.recovery = failures, recovery
        self._state, self._failed, self._opened = State.CLOSED, 0, 0.0

    @property
    def state(self):
        if self._state is State.OPEN and time.monotonic() - self._opened >= self.recovery:
            self._state = State.HALF_OPEN
        return self._state

    @state.setter
    def state(self, new):
        if new is not self._state:
            print(f"    {self._state.name} -> {new.name} at {time.monotonic():.2f}")
        self._state = new

    async def call(self, function, *args, **kwargs):
        if self.state is State.OPEN:
            raise CircuitOpenError(f"open for {self.recovery - (time.monotonic() - self._opened):.1f} s")
        try:
            result = await function(*args, **kwargs)
        except Exception:
            self._failed += 1
            if self._failed >= self.threshold or self.state == State.HALF_OPEN:
                self.state, self._opened = State.OPEN, time.monotonic()
            raise
        self._failed = 0
        self.state = State.CLOSED
        return result


async def service(moment):
    await asyncio.sleep(0.1)
    if 1 < moment < 4:
        raise ConnectionError("service is down")
    return "pong"


async def main():
    breaker = CircuitBreaker()
    for _ in range(14):
        now = time.monotonic()
        try:
            print(f"{now:5.2f} {await breaker.call(service, now)} {breaker.state}")
        except CircuitOpenError as error:
            print(f"{now:5.2f} skipped: {error}")
        except ConnectionError as error:
            print(f"{now:5.2f} failed: {error}")
        await asyncio.sleep(0.4)
    print(State("open"), State["HALF_OPEN"].value, list(State))


asyncio.run(main())
