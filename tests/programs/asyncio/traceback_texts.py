"""Tracebacks of larger statements, of groups and chains, and of what is awaited."""
import asyncio
import traceback


def attempt(function, *arguments):
    try:
        function(*arguments)
    except BaseException:
        traceback.print_exc()


def fail(x):
    raise ValueError(x)


async def afail(x):
    await asyncio.sleep(0)
    raise ValueError(x)


def decorate(x):
    return x / 0


def d1():
    @decorate
    def inner():
        pass


def d2():
    class Broken:
        x = 1
        y = x / 0


def d3():
    class Broken(fail("base")):
        pass


def d4(x=1):
    def f(a, b=fail("default")):
        pass


def d5():
    größe = "ä" + fail("ünïcödé — 日本語")


def d6():
    日本 = "語"; fail("wide") + 日本


def d7():
	x = 1
	if x:
		return fail(
			"tabs"
		)


def d8():
    return [
        fail(number)
        for number in range(3)
        if number >= 0
    ]


def d9():
    result = (fail("a") +
              fail("b"))


def d10():
    fail("very long " + "x" * 3 + "a" + "b" + "c" + "d" + "e" + "f" + "g" + "h" + "i" + "j" + "k" + "l" + "m" + "n" + "o" + "p")


def d11():
    if fail("condition"):
        pass


def d12():
    while fail("loop"):
        pass


def d13():
    return fail("a") or fail("b")


def d14():
    return lambda: 0, fail("tuple")


def d15():
    raise ExceptionGroup("group", [ValueError(1), ExceptionGroup("inner", [KeyError("k"), TypeError("t")])])


def d16():
    try:
        raise ExceptionGroup("group", [ValueError(1)])
    except* ValueError as group:
        raise KeyError("during")


def d17():
    error = ValueError("noted")
    error.add_note("first note")
    error.add_note("second\nnote")
    raise error


def d18():
    errors = []
    for number in range(3):
        try:
            fail(number)
        except ValueError as error:
            errors.append(error)
    raise ExceptionGroup("collected", errors) from KeyError("cause")


def d19():
    try:
        try:
            fail("one")
        except ValueError as error:
            raise KeyError("two") from error
    except KeyError:
        raise TypeError("three") from None


def d20():
    def recurse(n):
        if n == 0:
            fail("deep")
        recurse(n - 1)
    recurse(8)


def d21():
    def forever():
        forever()
    forever()


def d22():
    def a(n):
        b(n)

    def b(n):
        if n == 0:
            fail("pair")
        a(n - 1)
    a(4)


def d23():
    with open_thing() as x, fail("second"):
        pass


def d24():
    match fail("subject"):
        case 1:
            pass


def d25():
    x = [1, 2, 3]
    for a, b in x:
        pass


def d26():
    def gen():
        yield 1
        fail("in generator")
    for x in gen():
        pass


def d27():
    def gen():
        yield from inner()

    def inner():
        yield fail("inner")
    list(gen())


def d28():
    sorted([3, 1], key=lambda x: fail(x))


def d29():
    list(map(fail, [1]))


def d30():
    return {**fail("spread")}


def d31():
    (fail)("parenthesised")


def d32():
    f"{fail('in f-string')!r:>10}"


def d33():
    f"""{
        fail('in triple')
    }"""


def d34():
    x = 1; y = 2; fail("semicolons"); z = 3


def d35():
    assert (
        1 ==
        2
    ), "multi"


def d36():
    return 1 if fail("cond") else 2


def d37():
    x = (
        1
        + 2
        + fail("sum")
    )


def d38():
    (1
     / 0)


def d39():
    a = {}
    a["x"]["y"]["z"]


def d40():
    a = {"x": {}}
    a["x"][
        "y"
    ]


def d41():
    class A:
        def __init__(self, x):
            fail(x)
    A(
        1
    )


def d42():
    raise


def d43():
    raise 5


def d44():
    raise ValueError


def d45():
    class E(Exception):
        def __str__(self):
            return "custom\nlines"
    raise E


def d46():
    class E(Exception):
        pass
    raise E(1, 2)


def d47():
    fail("a").b.c(
        1
    )


def d48():
    del missing


def d49():
    global missing_global
    missing_global += 1


def d50():
    print(local)
    local = 1


functions = [d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16, d17, d18, d19, d20, d22, d23,
             d24, d25, d26, d27, d28, d29, d30, d31, d32, d33, d34, d35, d36, d37, d38, d39, d40, d41, d42, d43, d44,
             d45, d46, d47, d48, d49, d50]
for function in functions:
    attempt(function)


async def main():
    async def a1():
        await afail("awaited")

    async def a2():
        return await asyncio.gather(afail(1), afail(2))

    async def a3():
        async with asyncio.timeout(0.1):
            await asyncio.sleep(1)

    async def a4():
        async for x in agen():
            pass

    async def agen():
        yield 1
        await afail("agen")

    async def a5():
        return [x async for x in agen()]

    async def a6():
        async with asyncio.TaskGroup() as group:
            group.create_task(afail("task"))
            group.create_task(a1())

    async def a7():
        await asyncio.wait_for(asyncio.sleep(1), 0.1)

    async def a8():
        x = (await afail("parens")).foo

    async def a9():
        await asyncio.create_task(
            afail("split")
        )

    async def a10():
        await 5

    async def a11():
        asyncio.Queue(1).get_nowait()

    async def a12():
        async with 5:
            pass

    async def a13():
        task = asyncio.current_task()
        task.cancel("message")
        await asyncio.sleep(1)

    for function in a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13:
        try:
            await function()
        except BaseException:
            traceback.print_exc()
    raise KeyError("uncaught")


asyncio.run(main())
