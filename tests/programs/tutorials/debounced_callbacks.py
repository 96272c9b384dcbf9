"""Debouncing and throttling callbacks by TimerHandles, as classes and decorators."""
import asyncio
from functools import partial, wraps


class Debounced:
    def __init__(self, delay):
        self.delay = delay
        self.handle = None
        self.calls = 0

    def __call__(self, fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            self.calls += 1
            if self.handle is not None:
                self.handle.cancel()
            loop = asyncio.get_running_loop()
            self.handle = loop.call_later(self.delay, partial(fn, *args, **kwargs))
        wrapper.flush = self.flush
        return wrapper

    def flush(self):
        if self.handle and not self.handle.cancelled():
            print("flush", self.handle.when(), self.handle)
            self.handle.cancel()
            print("now", self.handle)


def throttle(interval):
    def decorate(fn):
        last = float("-inf")
        skipped = 0

        @wraps(fn)
        def wrapper(*args):
            nonlocal last, skipped
            now = asyncio.get_running_loop().time()
            if now - last >= interval:
                last = now
                fn(*args, skipped=skipped)
                skipped = 0
            else:
                skipped += 1
        return wrapper
    return decorate


@Debounced(0.2)
def save(text, *, by="me"):
    """Save it."""
    print(f"{asyncio.get_running_loop().time():.2f} saved {text!r} by {by}")


@throttle(0.25)
def progress(percent, skipped):
    print(f"{asyncio.get_running_loop().time():.2f} {percent:4.0%} ({skipped} skipped)")


async def typing_person():
    text = ""
    for c, pause in zip("hello!", (0.1, 0.1, 0.3, 0.05, 0.05, 0)):
        text += c
        save(text, by="typist")
        await asyncio.sleep(pause)


async def main():
    await typing_person()
    for i in range(11):
        progress(i / 10)
        await asyncio.sleep(0.1)
    save("never")
    save.flush()
    print(save.__name__, save.__doc__, save.__wrapped__ is not save, isinstance(save, type(main)))
    loop = asyncio.get_running_loop()
    h = loop.call_soon(print, "soon", 1, 2.5, None)
    print(h, h.cancelled())
    h2 = loop.call_at(loop.time() + 1, save, "x")
    print(h2 > loop.call_at(loop.time() + 0.5, print), h2 == h2, h2.when())
    h2.cancel()
    await asyncio.sleep(0)
    print(h)


asyncio.run(main())
