"""Retry with exponential backoff and jitter, as a decorator with options, with and without arguments."""
import asyncio
import functools
import random
from typing import Awaitable, Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

random.seed(2024)


class TransientError(Exception):
    pass


class GiveUp(Exception):
    pass


def retry(_fn=None, *, attempts: int = 4, base: float = 0.1, cap: float = 1.0,
          on: tuple[type[BaseException], ...] = (TransientError,)) -> Callable:
    def decorator(fn: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        @functools.wraps(fn)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in range(1, attempts + 1):
                try:
                    return await fn(*args, **kwargs)
                except on as e:
                    if attempt == attempts:
                        raise GiveUp(f"{fn.__name__} failed {attempts} times") from e
                    delay = random.uniform(0, min(cap, base * 2 ** (attempt - 1)))
                    print(f"{fn.__name__}{args}: attempt {attempt} failed ({e!r}), again in {delay:.3f}s")
                    await asyncio.sleep(delay)
            raise AssertionError("unreachable")
        return wrapper
    return decorator(_fn) if _fn is not None else decorator


calls = 0


@retry
async def flaky(n):
    global calls
    calls += 1
    if calls < n:
        raise TransientError(f"call {calls}")
    return calls


@retry(attempts=2, base=0.5, on=(TransientError, TimeoutError))
async def hopeless():
    async with asyncio.timeout(0.01):
        await asyncio.sleep(1)


@retry(attempts=3)
async def broken():
    raise ValueError("not transient")


async def main():
    print(await flaky(3))
    try:
        await hopeless()
    except GiveUp as e:
        print(repr(e), "<-", repr(e.__cause__), "<-", repr(e.__cause__.__cause__))
    try:
        await broken()
    except ValueError as e:
        print(e, e.__cause__, e.__context__)
    results = await asyncio.gather(hopeless(), flaky(1), broken(), return_exceptions=True)
    for r in results:
        print(type(r).__name__, r)
    await hopeless()


asyncio.run(main())
