"""How handles and timer handles show themselves, by what they call and in which state."""
import asyncio
import functools


class Bell:
    def ring(self, times=1):
        pass

    def __call__(self):
        pass


def show(*args):
    pass


def plain(thing):
    text = repr(thing)
    while " at 0x" in text:
        before, _, rest = text.partition(" at 0x")
        text = before + " AT " + rest.lstrip("0123456789abcdef")
    return text


async def main():
    loop = asyncio.get_running_loop()
    for call in (show, Bell().ring, Bell(), functools.partial(show, 1), functools.partial(Bell().ring, times=2), lambda: 1, print, [].append):
        print(plain(loop.call_soon(call)))
    print(plain(loop.call_soon(show, 1, "two", [3], {"k": None})))
    print(plain(loop.call_later(1.5, show, (1,), 2.5)))
    handle = loop.call_soon(show, "x" * 200)
    print(plain(handle))
    handle.cancel()
    handle.cancel()
    print(plain(handle), handle.cancelled())
    timer = loop.call_at(10, Bell().ring, 1)
    print(plain(timer), timer.when(), timer.cancelled())
    timer.cancel()
    print(plain(timer), timer.when(), timer.cancelled())
    done = loop.call_later(0.25, show)
    await asyncio.sleep(1)
    print(plain(done), done.cancelled())
    print(type(handle).__name__, type(timer).__name__, isinstance(timer, asyncio.Handle), hash(timer) == hash(timer))
    a, b = loop.call_at(5, show), loop.call_at(5, show)
    print(a == b, a != b, a <= b, a >= b, a == 5, a != "a")
    b.cancel()
    print(a == b, a == loop.call_at(5, show, 1), a == loop.call_at(6, show), loop.call_at(7, show, 1) == loop.call_at(7, show, 1))
    try:
        handle < handle
    except TypeError as error:
        print(error)


asyncio.run(main())
