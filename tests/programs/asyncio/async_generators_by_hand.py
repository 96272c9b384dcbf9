"""asend, athrow, aclose, anext with default, on asynchronous generators in every state; async comprehensions over them."""
import asyncio


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable))
    except BaseException as error:
        print(name, repr(error), "context", repr(error.__context__))


async def plain():
    try:
        x = yield 1
        print("  got", x)
        await asyncio.sleep(0.1)
        yield 2
    finally:
        print("  finally")
        await asyncio.sleep(0.1)
        print("  finally done")


async def ignores():
    try:
        yield 1
    finally:
        yield "in finally"


async def swallows():
    while True:
        try:
            yield "alive"
        except ValueError as error:
            print("  swallowed", error)


async def stops():
    yield 1
    raise StopAsyncIteration("inside")


async def stops_plain():
    yield 1
    raise StopIteration("inside")


async def empty():
    return
    yield


async def main():
    g = plain()
    await attempt("send to fresh", g.asend(5))
    await attempt("asend None", g.asend(None))
    await attempt("asend", g.asend("hello"))
    await attempt("end", anext(g))
    await attempt("after", anext(g))
    await attempt("athrow after", g.athrow(KeyError("k")))
    await attempt("aclose after", g.aclose())
    await attempt("default", anext(g, "default"))
    g = plain()
    await attempt("aclose fresh", g.aclose())
    await attempt("next closed", anext(g))
    g = plain()
    await attempt("athrow fresh", g.athrow(KeyError("k")))
    g = plain()
    await anext(g)
    await attempt("aclose", g.aclose())
    g = plain()
    await anext(g)
    await attempt("athrow", g.athrow(ValueError("v")))
    g = ignores()
    await anext(g)
    await attempt("ignores exit", g.aclose())
    g = swallows()
    await anext(g)
    await attempt("swallowed", g.athrow(ValueError("1")))
    await attempt("not swallowed", g.athrow(TypeError))
    await attempt("dead", anext(g))
    for make in stops, stops_plain:
        g = make()
        await anext(g)
        await attempt(make.__name__, anext(g))
    await attempt("empty", anext(empty()))
    await attempt("empty default", anext(empty(), None))
    g = plain()
    one, two = anext(g), anext(g)
    await attempt("one", one)
    await attempt("reused", one)
    task = asyncio.create_task(attempt("two", two))
    await asyncio.sleep(0)
    await attempt("while it runs", anext(g))
    await task
    await g.aclose()
    print([x async for x in plain()], {x: y async for x in plain() for y in [x * 2]}, [x async for x in plain() if x > 1])
    print([await asyncio.sleep(0, x) for x in range(3)], [y for x in range(2) async for y in plain()][:3])
    lazy = (x async for x in plain())
    print(type(lazy).__name__, await anext(lazy))
    await lazy.aclose()
    async for x in plain():
        print(x)
        break
    print("left")
    await asyncio.sleep(1)
    for wrong in (5, [1], iter([])):
        try:
            async for x in wrong:
                pass
        except TypeError as error:
            print(error)
        try:
            await anext(wrong)
        except TypeError as error:
            print(error)
    try:
        for x in plain():
            pass
    except TypeError as error:
        print(error)
    try:
        [x async for x in range(3)]
    except TypeError as error:
        print(error)

    class Wrong:
        def __aiter__(self):
            return self

        def __anext__(self):
            return 5
    try:
        async for x in Wrong():
            pass
    except TypeError as error:
        print(error, "|", error.__cause__)

    class AsyncAiter:
        async def __aiter__(self):
            return self
    try:
        async for x in AsyncAiter():
            pass
    except TypeError as error:
        print(error)
    cancelled = asyncio.create_task(consume())
    await asyncio.sleep(0.05)
    cancelled.cancel()
    await asyncio.wait([cancelled])


async def consume():
    async for x in plain():
        print("consumed", x)


asyncio.run(main())
