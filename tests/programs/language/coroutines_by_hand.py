"""Coroutines and asynchronous generators, driven by hand."""


class Pause:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        got = yield self.name
        return got


def run(coroutine, *sends):
    steps = []
    try:
        steps.append(coroutine.send(None))
        for value in sends:
            if isinstance(value, BaseException):
                steps.append(coroutine.throw(value))
            else:
                steps.append(coroutine.send(value))
    except StopIteration as stop:
        steps.append(("returned", stop.value))
    except BaseException as error:
        steps.append((type(error).__name__, str(error)))
    print(*steps)
    coroutine.close()


async def leaf(name):
    got = await Pause(name)
    return f"{name}:{got}"


async def branch():
    a = await leaf("a")
    b = await leaf("b")
    return a, b


async def guarded():
    try:
        return await leaf("g")
    except ValueError as error:
        return f"caught {error}", await Pause("after")
    finally:
        print("guarded finally", end=" ")


run(branch(), 1, 2)
run(branch(), 1, KeyError("thrown"))
run(guarded(), 5)
run(guarded(), ValueError("v"), 6)
run(guarded(), OSError("o"))


async def plain():
    return 7


async def awaits(what):
    return await what


run(awaits(plain()))
for bad in (5, None, "x", [1], (i for i in ()), plain):
    run(awaits(bad))


class BadAwait:
    def __await__(self):
        return 5


class CoroutineAwait:
    def __await__(self):
        return leaf("c").__await__()


class GivesCoroutine:
    def __init__(self):
        self.given = plain()

    def __await__(self):
        return self.given


class IteratorAwait:
    def __await__(self):
        return iter([1, 2])


run(awaits(BadAwait()))
run(awaits(CoroutineAwait()), 3)
given = GivesCoroutine()
run(awaits(given))
given.given.close()
run(awaits(IteratorAwait()), None, None)

once = plain()
run(once)
run(awaits(once))
busy = branch()
busy.send(None)
run(awaits(busy))
print(busy.cr_await is not None, busy.cr_running, type(busy.cr_await).__name__)
busy.close()
run(busy)
early = plain()
try:
    early.send(5)
except TypeError as error:
    print(error)
early.close()


async def itself():
    await me


me = itself()
run(me)


async def stops():
    raise StopIteration(1)


run(stops())


async def forever():
    while True:
        try:
            await Pause("again")
        except GeneratorExit:
            print("ignoring", end=" ")


f = forever()
f.send(None)
try:
    f.close()
except RuntimeError as error:
    print(error)
try:
    f.throw(KeyError("end"))
except KeyError as error:
    print("ended", error)


async def awaits_forever():
    try:
        await forever_once()
    finally:
        print("outer finally", end=" ")


async def forever_once():
    try:
        await Pause("x")
    except GeneratorExit:
        return "swallowed"


g = awaits_forever()
g.send(None)
g.close()
print("closed")


async def numbers(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got, end=" ")
        await Pause(f"p{i}")


async def collect():
    return [x async for x in numbers(3)]


async def loop():
    total = 0
    async for x in numbers(3):
        total += x
        if x == 1:
            break
    else:
        total += 100
    return total


async def loop_else():
    async for x in numbers(1):
        pass
    else:
        return "else"


run(collect(), 1, 2, 3)
run(loop(), 1)
run(loop_else(), 1)


async def by_hand():
    agen = numbers(3)
    print(await agen.__anext__(), end=" ")
    print(await agen.asend("hi"), end=" ")
    try:
        await agen.athrow(ValueError("in"))
    except ValueError as error:
        print("out", error, end=" ")
    try:
        await agen.__anext__()
    except StopAsyncIteration as error:
        print("stop", error.args, end=" ")
    await agen.aclose()
    return "done"


run(by_hand(), None)


async def closes():
    agen = tidy()
    print(await anext(agen), end=" ")
    await agen.aclose()
    print(await anext(agen, "default"), end=" ")
    try:
        await anext(agen)
    except StopAsyncIteration:
        print("stopped", end=" ")
    return "closed"


async def tidy():
    try:
        yield 1
        yield 2
    finally:
        await Pause("tidying")
        print("tidied", end=" ")


run(closes(), None)


async def refuses():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def close_refusing():
    agen = refuses()
    await anext(agen)
    await agen.aclose()


run(close_refusing())


async def two_at_once():
    agen = numbers(2)
    await anext(agen)
    first = agen.asend(None)
    first.send(None)
    print(agen.ag_running, end=" ")
    try:
        await agen.asend(None)
    except RuntimeError as error:
        print(error, end=" ")
    try:
        await agen.aclose()
    except RuntimeError as error:
        print(error, end=" ")
    try:
        await first
    except RuntimeError as error:
        print(error, end=" ")
    return "end"


run(two_at_once(), None)


async def early_asend():
    agen = numbers(1)
    try:
        await agen.asend(5)
    except TypeError as error:
        print(error, end=" ")
    await agen.aclose()
    step = agen.__anext__()
    try:
        await step
    except StopAsyncIteration:
        print("ended", end=" ")
    try:
        await step
    except RuntimeError as error:
        print(error, end=" ")
    closing = agen.aclose()
    print(await closing, end=" ")
    try:
        await closing
    except RuntimeError as error:
        print(error, end=" ")


run(early_asend())


async def raises_stop():
    yield 1
    raise StopAsyncIteration


async def see_stop():
    async for x in raises_stop():
        print(x, end=" ")


run(see_stop())


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await leaf(self.n)


async def count():
    return [x async for x in Countdown(2)], {x: 1 async for x in Countdown(1) if x}


run(count(), "x", "y", "z")


class NoAnext:
    def __aiter__(self):
        return 5


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


async def over(what):
    async for x in what:
        pass


for bad in (5, [1], NoAnext(), BadAnext()):
    run(over(bad))


class Manager:
    def __init__(self, swallow=False):
        self.swallow = swallow

    async def __aenter__(self):
        return await Pause("enter")

    async def __aexit__(self, kind, error, traceback):
        print("exit", kind and kind.__name__, end=" ")
        await Pause("exit")
        return self.swallow


async def manage(swallow=False, error=None):
    async with Manager(swallow) as value, Manager() as other:
        print("inside", value, other, end=" ")
        if error:
            raise error
        return "returned"
    return "swallowed"


run(manage(), 1, 2, 3, 4)
run(manage(True, ValueError("v")), 1, 2, 3, 4)
run(manage(False, ValueError("v")), 1, 2, 3, 4)
run(manage(), 1, OSError("cancelled"), 5, 6)


class OnlyEnter:
    async def __aenter__(self):
        pass


class PlainEnter:
    def __aenter__(self):
        return 5

    def __aexit__(self, *args):
        return 6


class PlainExit:
    async def __aenter__(self):
        pass

    def __aexit__(self, *args):
        return 6


async def use(what):
    async with what:
        pass


for bad in (5, OnlyEnter(), PlainEnter(), PlainExit()):
    run(use(bad))


async def sync_with():
    with Manager():
        pass


run(sync_with())


async def agen_expression():
    agen = (x * 2 async for x in numbers(2) if x)
    print(type(agen).__name__, end=" ")
    return [y async for y in agen]


run(agen_expression(), None, None)


async def comprehension():
    return [await leaf(i) for i in range(2)]


run(comprehension(), "a", "b")


def yields_from_coroutine():
    yield from plain_coroutine


plain_coroutine = plain()
try:
    next(yields_from_coroutine())
except TypeError as error:
    print(error)
plain_coroutine.close()


async def deep(n):
    if n == 0:
        return await Pause("bottom")
    return 1 + await deep(n - 1)


run(deep(300), 5)
run(deep(2000), 5)


async def context():
    try:
        await Pause("first")
    except ValueError:
        await Pause("second")


c = context()
c.send(None)
c.throw(ValueError("one"))
try:
    c.throw(KeyError("two"))
except KeyError as error:
    print(repr(error), repr(error.__context__))


async def in_the_middle():
    try:
        raise ValueError("handled")
    except ValueError:
        await Pause("p")
        raise


m = in_the_middle()
m.send(None)
try:
    raise OSError("outer")
except OSError:
    try:
        m.send(None)
    except ValueError as error:
        print(repr(error), repr(error.__context__))
print(type(plain.__code__).__name__, numbers(1).__name__, leaf.__qualname__)
