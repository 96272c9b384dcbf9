"""Semaphores and barriers that were given a float: counted as CPython counts."""
import asyncio, math


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


def shown(thing):
    return repr(thing).split("[")[1]


async def main():
    s = asyncio.Semaphore(1.5)
    print(shown(s), s._value, s.locked())
    await s.acquire(); print(s._value)
    t(lambda: asyncio.Semaphore("a"))
    t(lambda: asyncio.Semaphore(None))
    t(lambda: asyncio.Semaphore(-1))
    t(lambda: asyncio.Semaphore(-0.5))
    t(lambda: asyncio.Semaphore(1, 2))
    b = asyncio.Barrier(2.5)
    print(shown(b), b.parties, b.n_waiting)
    t(lambda: asyncio.Barrier(0.5))
    t(lambda: asyncio.Barrier("a"))
    t(lambda: asyncio.Barrier(None))
    t(lambda: asyncio.Barrier(0))
    t(lambda: asyncio.Barrier())
    async def w(i):
        print("w", i, await b.wait())
    try:
        async with asyncio.timeout(5):
            await asyncio.gather(*[w(i) for i in range(3)])
    except TimeoutError:
        print("nobody came through", shown(b))
    b = asyncio.Barrier(3.0)
    async with asyncio.timeout(5):
        await asyncio.gather(*[w(i) for i in range(3)])
    s = asyncio.Semaphore(math.inf)
    async with s, s, s:
        print(shown(s), s.locked())
    async def taker(i):
        async with one:
            print(i, "in", shown(one), one.locked())
            await asyncio.sleep(1)
    one = asyncio.Semaphore(1.0)
    await asyncio.gather(*[taker(i) for i in range(3)])
    bs = asyncio.BoundedSemaphore(1.5)
    print(shown(bs), bs._value)
    t(bs.release)
    s = asyncio.Semaphore(0.5)
    print(s.locked(), shown(s))
    await s.acquire()
    print(s._value, s.locked(), shown(s))
    try:
        async with asyncio.timeout(1):
            await s.acquire()
            print(shown(s))
            await s.acquire()
            print(shown(s))
    except TimeoutError as e:
        print("timeout", shown(s))
asyncio.run(main())
