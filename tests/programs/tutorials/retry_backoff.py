"""Retry with exponential backoff and jitter, as a decorator with arguments."""
import asyncio
import functools
import random


def retry(*errors, attempts=4, first=0.5, factor=2, jitter=0.1):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            delay = first
            for attempt in range(1, attempts + 1):
                try:
                    return await function(*args, **kwargs)
                except errors as error:
                    if attempt == attempts:
                        error.add_note(f"after {attempts} attempts")
                        raise
                    pause = delay * (1 + random.uniform(-jitter, jitter))
                    print(f"{function.__name__}{args}: {error!r}, again in {pause:.3f} s")
                    await asyncio.sleep(pause)
                    delay *= factor
        return wrapper
    return decorate


failures = {}


@retry(ConnectionError, TimeoutError)
async def download(name, broken):
    """Fail the first times."""
    count = failures[name] = failures.get(name, 0) + 1
    await asyncio.sleep(0.1)
    if count <= broken:
        raise (ConnectionResetError if count % 2 else TimeoutError)(f"{name} #{count}")
    return f"{name} at {asyncio.get_running_loop().time():.3f}"


async def main():
    random.seed("backoff")
    print(download.__name__, download.__doc__, download.__wrapped__.__qualname__)
    results = await asyncio.gather(download("a", 0), download("b", 2), download("c", 9), return_exceptions=True)
    for result in results:
        print(repr(result), getattr(result, "__notes__", None))
    try:
        await retry(KeyError)(download)("d", 10)
    except OSError as error:
        print(type(error).__mro__[:3], error.__notes__)


asyncio.run(main())
