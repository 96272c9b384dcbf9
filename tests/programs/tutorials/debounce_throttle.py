"""Debounce and throttle as decorators: timers that are cancelled and set again."""
import asyncio
import functools


def debounce(seconds):
    def decorate(function):
        timer = None

        @functools.wraps(function)
        def call(*args):
            nonlocal timer
            if timer:
                timer.cancel()
            timer = asyncio.get_running_loop().call_later(seconds, function, *args)
        return call
    return decorate


def throttle(seconds):
    def decorate(function):
        free_at = 0.0

        @functools.wraps(function)
        def call(*args):
            nonlocal free_at
            now = asyncio.get_running_loop().time()
            if now < free_at:
                return "dropped"
            free_at = now + seconds
            return function(*args)
        return call
    return decorate


@debounce(0.3)
def search(text):
    print(f"search {text!r} at {asyncio.get_running_loop().time():.1f}")


@throttle(0.5)
def save(n):
    return f"saved {n}"


async def main():
    for text, pause in (("a", 0.1), ("as", 0.1), ("asy", 0.5), ("async", 0.2), ("asyncio", 1)):
        search(text)
        await asyncio.sleep(pause)
    for n in range(8):
        print(n, save(n))
        await asyncio.sleep(0.2)
    print(search.__name__, save.__name__)


asyncio.run(main())
