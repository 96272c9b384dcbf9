"""await, async for, async with, async comprehensions and async generators, driven by hand."""


class Wait:
    def __init__(self, tag, result=None):
        self.tag, self.result = tag, result

    def __await__(self):
        got = yield self.tag
        return self.result if got is None else got


def run(coroutine, *answers):
    answers = list(answers)
    sent = None
    while True:
        try:
            print("  waits for", coroutine.send(sent))
            sent = answers.pop(0) if answers else None
        except StopIteration as stop:
            return stop.value


async def plain():
    a = await Wait("a", 1)
    b = await Wait("b", 2)
    return a + b


print(run(plain()), run(plain(), 10))


async def counts(n):
    for i in range(n):
        await Wait(f"before {i}")
        got = yield i
        if got:
            print("  got", got)


class Steps:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        await Wait(f"step {self.i}")
        return self.i


class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    async def __aenter__(self):
        print("enter", self.name)
        await Wait("enter " + self.name)
        return self

    async def __aexit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None)
        await Wait("exit " + self.name)
        return self.suppress


async def loops():
    seen = []
    async for i in Steps(4):
        if i == 2:
            continue
        if i == 4:
            break
        seen.append(i)
    else:
        seen.append("never")
    async for i in counts(2):
        seen.append(i)
    else:
        seen.append("else")
    return seen


print(run(loops()))


async def managers():
    async with Manager("a") as a, Manager("b"):
        print("inside", a.name)
    async with Manager("quiet", True):
        raise ValueError("lost")
    try:
        async with Manager("loud"):
            raise KeyError("kept")
    except KeyError as error:
        print("caught", error)
    async with Manager("returns") as m:
        return m.name


print(run(managers()))


async def leaves_loop():
    async for i in Steps(3):
        async with Manager(f"m{i}"):
            try:
                if i == 1:
                    continue
                return i
            finally:
                await Wait("finally")


print(run(leaves_loop()))


async def comprehensions():
    squares = [i * i async for i in Steps(3)]
    awaited = [await Wait(n, n) for n in "ab"]
    mixed = {i: j async for i in Steps(2) for j in range(2) if await Wait("condition", True)}
    items = {i async for i in counts(2) if i}
    nested = [[i async for i in Steps(n)] for n in range(3)]
    functions = [lambda: i async for i in Steps(2)]
    return squares, awaited, mixed, items, nested, [f() for f in functions]


print(run(comprehensions()))


async def generator_expressions():
    generator = (i * 2 async for i in Steps(2))
    print(type(generator).__name__)
    total = 0
    async for value in generator:
        total += value
    with_await = (await Wait(n, n) for n in range(2))
    return total, [value async for value in with_await]


print(run(generator_expressions()))


async def sends():
    generator = counts(3)
    print(await generator.__anext__())
    print(await generator.asend("hello"))
    await generator.aclose()
    try:
        await generator.__anext__()
    except StopAsyncIteration:
        print("ended")


run(sends())


async def with_cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
        await Wait("cleanup")


async def throws():
    generator = with_cleanup()
    await generator.asend(None)
    try:
        await generator.athrow(ValueError("thrown"))
    except ValueError as error:
        print("back", error)


run(throws())


async def nested():
    async def inner(n):
        return await Wait(n, n * 2)

    return [await inner(n) for n in (await Wait("list", [1, 2]))]


print(run(nested()))


async def errors():
    for thing in (5, Steps(1)):
        try:
            await thing
        except TypeError as error:
            print(error)
    try:
        async for i in 5:
            pass
    except TypeError as error:
        print(error)
    try:
        async with 5:
            pass
    except TypeError as error:
        print(error)
    try:
        async for i in [1]:
            pass
    except TypeError as error:
        print(error)


run(errors())


async def conditional_await(flag):
    value = (await Wait("yes", "y")) if flag else await Wait("no", "n")
    both = await Wait("left", 1) + await Wait("right", 2) * (await Wait("third", 3))
    text = f"{await Wait('in text', 't')}"
    return value, both, text, not await Wait("not", 0)


print(run(conditional_await(True)), run(conditional_await(False)))


def stop_iteration():
    async def raises():
        raise StopIteration("inside")

    try:
        run(raises())
    except RuntimeError as error:
        print(error)


stop_iteration()


class Async:
    async def method(self):
        return await Wait("method", self)

    async def __aiter_items(self):
        yield 1

    def items(self):
        return self.__aiter_items()


async def methods():
    thing = Async()
    return await thing.method() is thing, [i async for i in thing.items()]


print(run(methods()))
lambda_coroutine = lambda: plain()
print(run(lambda_coroutine()))
