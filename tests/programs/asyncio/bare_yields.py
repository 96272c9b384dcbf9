"""Bare yields: sleep(0), in coroutines that are sent to, thrown into, closed and looked into."""
import asyncio
async def w(n):
    for i in range(3):
        await asyncio.sleep(0)
        print(n, i)
    return n
async def c():
    try:
        await asyncio.sleep(0)
        print("never")
    except asyncio.CancelledError as e:
        print("cancelled", repr(e))
        await asyncio.sleep(0)
        raise
async def g():
    for i in range(3):
        await asyncio.sleep(0)
        yield i
async def fails():
    await asyncio.sleep(0)
    1 / 0
async def main():
    print(await asyncio.gather(w("a"), w("b")))
    t = asyncio.create_task(c())
    await asyncio.sleep(0)
    co = t.get_coro()
    print(co.cr_await.__name__, type(co.cr_await), co.cr_await is co.cr_await)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("yes")
    async for x in g():
        print(x)
    try:
        await fails()
    except ZeroDivisionError as e:
        print(e)
    from asyncio import sleep
    await sleep(0)
    await sleep(delay=0)
    print(await sleep(0, 5))
    await sleep(0.0)
    await sleep(-1)
    await sleep(False)
    s = sleep(0)
    await s
    try:
        await s
    except RuntimeError as e:
        print(e)
    x = c()
    print(x.send(None))
    x.close()
    x = c()
    x.send(None)
    inner = x.cr_await
    try:
        inner.send(7)
    except StopIteration as e:
        print("stop", e.value)
    try:
        x.send(8)
    except StopIteration as e:
        print("stop", e.value)
    except RuntimeError as e:
        print(e)
    x = w("z")
    x.send(None); x.send(1); x.send("foo")
    try:
        x.throw(ValueError("thrown"))
    except ValueError as e:
        print(e)
    t = asyncio.create_task(c())
    await asyncio.sleep(0)
    print(t)
asyncio.run(main())
class R:
    pass
async def alone():
    await asyncio.sleep(0)
a = alone()
print(a.send(None))
try:
    a.send(None)
except StopIteration:
    print("ended")
