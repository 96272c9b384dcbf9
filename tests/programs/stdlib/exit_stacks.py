"""ExitStack and AsyncExitStack: order, swallowing, replaced exceptions and their contexts, pop_all, callbacks, misuse."""
import asyncio
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager


class Manager:
    def __init__(self, name, swallow=False, error=None):
        self.name, self.swallow, self.error = name, swallow, error

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__, error)
        if self.error:
            raise self.error
        return self.swallow

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self.__enter__()

    async def __aexit__(self, *details):
        await asyncio.sleep(0)
        return self.__exit__(*details)


def chain(error):
    parts = []
    while error:
        parts.append(repr(error))
        error = error.__context__
    return " < ".join(parts)


def attempt(action):
    try:
        print(action.__name__, action())
    except BaseException as error:
        print(action.__name__, chain(error))


def plain():
    with ExitStack() as stack:
        print([stack.enter_context(Manager(n)) for n in "abc"])
        stack.callback(print, "callback", end="!\n")
        stack.push(lambda *details: print("pushed", details[0]))
    return "done"


def swallows():
    with ExitStack() as stack:
        stack.enter_context(Manager("outer"))
        stack.enter_context(Manager("swallows", swallow=True))
        stack.enter_context(Manager("inner"))
        raise ValueError("body")
    return "went on"


def replaces():
    with ExitStack() as stack:
        stack.enter_context(Manager("outer"))
        stack.enter_context(Manager("b", error=KeyError("from b")))
        stack.enter_context(Manager("c", error=TypeError("from c")))
        raise ValueError("body")


def replaces_then_swallows():
    with ExitStack() as stack:
        stack.enter_context(Manager("a", swallow=True))
        stack.enter_context(Manager("b", error=KeyError("from b")))
        raise ValueError("body")
    return "all swallowed"


def error_without_body():
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.enter_context(Manager("sees it"))
        stack.callback(print, "first out")


def moved():
    with ExitStack() as stack:
        stack.enter_context(Manager("moved"))
        kept = stack.pop_all()
    print("not yet")
    kept.close()
    kept.close()
    return "closed"


def enter_fails():
    class Bad:
        def __enter__(self):
            raise OSError("enter")

        def __exit__(self, *details):
            print("never")
    with ExitStack() as stack:
        stack.enter_context(Manager("before"))
        stack.enter_context(Bad())


def misuse():
    with ExitStack() as stack:
        for wrong in (5, object()):
            try:
                stack.enter_context(wrong)
            except TypeError as error:
                print(error)
        try:
            stack.push(5)
        except TypeError as error:
            print(error)
        print(stack.callback(print, "c") is print, stack.push(manager := Manager("pushed")) is manager)


def cm_that_yields_twice():
    @contextmanager
    def twice():
        yield 1
        yield 2
    with twice():
        pass


def cm_that_never_yields():
    @contextmanager
    def never():
        return
        yield
    with never():
        pass


def cm_that_swallows():
    @contextmanager
    def quiet():
        try:
            yield "value"
        except ValueError as error:
            print("caught", error)
    with quiet() as value:
        raise ValueError(value)
    return "after"


def cm_that_replaces():
    @contextmanager
    def other():
        try:
            yield
        except ValueError as error:
            raise KeyError("other") from error
    with other():
        raise ValueError("v")


def cm_stop_iteration():
    @contextmanager
    def passes():
        yield
    with passes():
        raise StopIteration("from the body")


def cm_twice_when_raised():
    @contextmanager
    def goes_on():
        try:
            yield
        except ValueError:
            pass
        yield
    with goes_on():
        raise ValueError("v")


def as_decorator():
    @contextmanager
    def around(name):
        print("before", name)
        yield
        print("after", name)

    @around("f")
    def f(x):
        return x * 2
    return f(2), f(3)


for action in (plain, swallows, replaces, replaces_then_swallows, error_without_body, moved, enter_fails, misuse, cm_that_yields_twice,
               cm_that_never_yields, cm_that_swallows, cm_that_replaces, cm_stop_iteration, cm_twice_when_raised, as_decorator):
    attempt(action)


async def main():
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(Manager("async")), stack.enter_context(Manager("sync")))

        async def later(x):
            await asyncio.sleep(0)
            print("async callback", x)
        stack.push_async_callback(later, 1)
        stack.push_async_exit(Manager("pushed"))
        stack.callback(print, "plain callback")
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(Manager("a"))
            await stack.enter_async_context(Manager("b", error=KeyError("b")))
            raise ValueError("body")
    except KeyError as error:
        print(chain(error))
    for wrong in (5, ExitStack()):
        try:
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(wrong)
        except TypeError as error:
            print(error)
    stack = AsyncExitStack()
    await stack.enter_async_context(Manager("by hand"))
    kept = stack.pop_all()
    await stack.aclose()
    await kept.aclose()

    @asynccontextmanager
    async def resource(name):
        print("open", name)
        try:
            yield name
        except ValueError as error:
            print("saw", error)
            raise
        finally:
            await asyncio.sleep(0)
            print("close", name)
    try:
        async with resource("r1") as r, resource("r2"):
            raise ValueError(r)
    except ValueError as error:
        print(repr(error))

    @resource("decorates")
    async def decorated():
        return "decorated"
    print(await decorated())
    task = asyncio.create_task(hold(resource))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


async def hold(resource):
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(resource("held"))
        await stack.enter_async_context(asyncio.timeout(10))
        await asyncio.sleep(5)


asyncio.run(main())
