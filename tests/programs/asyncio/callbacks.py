"""call_soon, call_later, call_at: order, names, cancelling, exceptions."""
import asyncio
import functools


class Bell:
    def ring(self, times=1):
        print("ring", times)

    def __call__(self):
        print("called")


def boom(x):
    raise ValueError(x)


def show(*args):
    print("show", *args)


async def main():
    loop = asyncio.get_running_loop()
    bell = Bell()
    loop.call_soon(show, 1, 2)
    loop.call_soon(bell.ring, 3)
    loop.call_soon(bell)
    loop.call_soon(functools.partial(show, "partial"), "more")
    loop.call_soon(lambda: show("lambda"))
    loop.call_soon(print, "printed")
    handle = loop.call_soon(show, "never")
    handle.cancel()
    print(handle, handle.cancelled())
    loop.call_soon(boom, 1)
    loop.call_soon(Bell)
    loop.call_soon(3)
    await asyncio.sleep(0)
    print("later")
    now = loop.time()
    loop.call_later(0.2, show, "0.2 a")
    loop.call_at(now + 0.2, show, "0.2 b")
    loop.call_later(0.1, show, "0.1")
    loop.call_later(0, show, "0")
    loop.call_later(-1, show, "-1")
    timer = loop.call_later(0.15, show, "cancelled")
    loop.call_later(0.1, timer.cancel)
    loop.call_later(0.3, boom, "in a timer")
    print(timer, timer.when(), timer.cancelled())
    await asyncio.sleep(0.5)
    print(timer, timer.when(), loop.time())
    for wrong in ("1",):
        try:
            loop.call_later(wrong, show)
        except TypeError as error:
            print(error)
    a, b = loop.call_at(2, show), loop.call_at(3, show)
    print(a < b, a > b, a == b, a <= b, a == a)
    a.cancel()
    b.cancel()
    many = [loop.call_later(1 + i % 7, show, i) for i in range(300)]
    for i, timer in enumerate(many):
        if i % 50:
            timer.cancel()
    await asyncio.sleep(8)


asyncio.run(main())
