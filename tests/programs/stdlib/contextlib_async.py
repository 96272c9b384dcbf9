"""The asynchronous half of contextlib: managers from generators, stacks, closing, and what goes wrong in them."""
import asyncio
import contextlib
import traceback
from contextlib import (AsyncExitStack, ExitStack, AbstractAsyncContextManager, AbstractContextManager, aclosing,
                        asynccontextmanager, closing, contextmanager, nullcontext, suppress)


@asynccontextmanager
async def managed(name, swallow=False, fail_enter=False, fail_exit=False):
    """Doc of managed."""
    print(name, "enter")
    await asyncio.sleep(0)
    if fail_enter:
        raise OSError(f"{name} enter")
    try:
        yield name
    except ValueError as error:
        print(name, "saw", repr(error))
        if not swallow:
            raise
    finally:
        await asyncio.sleep(0)
        print(name, "exit")
    if fail_exit:
        raise OSError(f"{name} exit")


@asynccontextmanager
async def twice():
    yield 1
    yield 2


@asynccontextmanager
async def never():
    if False:
        yield


@asynccontextmanager
async def again():
    try:
        yield 1
    except ValueError:
        yield 2


@asynccontextmanager
async def changes():
    try:
        yield
    except ValueError as error:
        raise KeyError("changed") from error


@asynccontextmanager
async def stops():
    yield
    raise StopAsyncIteration("mine")


@asynccontextmanager
async def stop_sync():
    try:
        yield
    finally:
        print("finally")


async def case(name, coroutine):
    print("----", name)
    try:
        print("->", await coroutine)
    except BaseException as error:
        print("->", repr(error), "cause", repr(error.__cause__), "context", repr(error.__context__),
              error.__suppress_context__)


async def plain():
    async with managed("a") as value:
        return value


async def with_error(**options):
    async with managed("a", **options):
        raise ValueError("body")
    return "swallowed"


async def enter_fails():
    async with managed("a", fail_enter=True):
        print("not here")


async def exit_fails(error=None):
    async with managed("a", fail_exit=True):
        if error:
            raise error


async def use(make, error=None):
    async with make() as value:
        print("value", value)
        if error:
            raise error
    return "after"


async def stop_iteration(kind):
    async with managed("a"):
        raise kind("body")


@managed("decorator")
async def decorated(x):
    """Doc of decorated."""
    print("inside", x)
    return x * 2


@managed("failing", swallow=True)
async def decorated_fails():
    raise ValueError("decorated")


async def cancelled():
    async def inner():
        async with managed("c"):
            await asyncio.sleep(10)
    task = asyncio.create_task(inner())
    await asyncio.sleep(0.1)
    task.cancel("stop")
    return await asyncio.gather(task, return_exceptions=True)


async def timed():
    async with asyncio.timeout(0.1):
        async with managed("t"):
            await asyncio.sleep(1)


async def reuse():
    manager = managed("once")
    async with manager:
        pass
    async with manager:
        pass


async def stack_plain():
    async with AsyncExitStack() as stack:
        a = await stack.enter_async_context(managed("a"))
        b = stack.enter_context(contextmanager(lambda: iter_one())())
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "callback", end="!\n")
        stack.push_async_callback(say, "async callback", end="?")
        return a, b


def iter_one():
    print("sync enter")
    yield "sync"
    print("sync exit")


async def say(*words, end):
    await asyncio.sleep(0)
    print(*words, end)


async def stack_error(swallow):
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(managed("outer"))
        await stack.enter_async_context(managed("inner", swallow=swallow))
        raise ValueError("in stack")
    return "after stack"


async def stack_exit_fails():
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(managed("outer"))
        stack.push_async_callback(fails, KeyError("one"))
        stack.push_async_callback(fails, IndexError("two"))
        raise ValueError("body")


async def fails(error):
    raise error


async def stack_pop_all():
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(managed("moved"))
        kept = stack.pop_all()
    print("left")
    await kept.aclose()
    return type(kept).__name__


async def stack_push():
    class Exit:
        async def __aenter__(self):
            return "entered"

        async def __aexit__(self, kind, error, traceback):
            print("Exit saw", kind and kind.__name__, repr(error))
            return True

    async def function(kind, error, traceback):
        print("function saw", repr(error))
        return False

    async with AsyncExitStack() as stack:
        print(stack.push_async_exit(Exit()).__class__.__name__)
        print(stack.push_async_exit(function) is function)
        stack.push(lambda *info: print("sync push", repr(info[1])))
        raise LookupError("pushed")
    return "suppressed"


async def stack_bad():
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(open_nothing())


def open_nothing():
    return 5


async def stack_bad_sync():
    async with AsyncExitStack() as stack:
        stack.enter_context(managed("x"))


async def stack_cancel():
    async def inner():
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(managed("one"))
            await stack.enter_async_context(managed("two"))
            stack.push_async_callback(asyncio.sleep, 0.5)
            await asyncio.sleep(10)
    task = asyncio.create_task(inner())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(0.1)
    task.cancel("again")
    return await asyncio.gather(task, return_exceptions=True)


async def numbers():
    try:
        for number in range(5):
            yield number
    finally:
        await asyncio.sleep(0)
        print("numbers closed")


async def closing_numbers(error=None):
    async with aclosing(numbers()) as items:
        async for item in items:
            print(item)
            if item == 1:
                if error:
                    raise error
                break
    return "closed"


async def null():
    async with nullcontext(7) as value:
        print(value)
    async with nullcontext() as value:
        print(value)
    with nullcontext("sync") as value:
        print(value)
    async with nullcontext():
        raise ValueError("through null")


class Abstract(AbstractAsyncContextManager):
    async def __aexit__(self, *info):
        print("abstract exit", info[0])


async def abstract():
    async with Abstract() as value:
        print(type(value).__name__)
    print(issubclass(Abstract, AbstractAsyncContextManager), isinstance(Abstract(), AbstractAsyncContextManager))
    try:
        AbstractAsyncContextManager()
    except TypeError as error:
        print(error)


async def suppressing():
    with suppress(asyncio.CancelledError, TimeoutError):
        async with asyncio.timeout(0):
            await asyncio.sleep(1)
    with suppress(KeyError):
        raise ExceptionGroup("g", [KeyError(1), ValueError(2)])


async def not_manager():
    async with 5:
        pass


async def sync_in_async():
    with managed("wrong"):
        pass


async def async_in_sync():
    async with contextmanager(iter_one)():
        pass


async def main():
    print(managed.__name__, managed.__doc__, decorated.__name__, decorated.__doc__)
    await case("plain", plain())
    await case("error", with_error())
    await case("swallowed", with_error(swallow=True))
    await case("enter fails", enter_fails())
    await case("exit fails", exit_fails())
    await case("exit fails in error", exit_fails(ValueError("v")))
    await case("exit fails in other error", exit_fails(KeyError("k")))
    await case("twice", use(twice))
    await case("never", use(never))
    await case("again", use(again, ValueError("v")))
    await case("changes", use(changes, ValueError("v")))
    await case("stops", use(stops))
    await case("generator exit", use(stop_sync, GeneratorExit("g")))
    await case("StopIteration", stop_iteration(StopIteration))
    await case("StopAsyncIteration", stop_iteration(StopAsyncIteration))
    await case("decorated", decorated(4))
    await case("decorated again", decorated(5))
    await case("decorated fails", decorated_fails())
    await case("cancelled", cancelled())
    await case("timed", timed())
    await case("reuse", reuse())
    await case("stack", stack_plain())
    await case("stack error", stack_error(False))
    await case("stack swallows", stack_error(True))
    await case("stack exit fails", stack_exit_fails())
    await case("pop_all", stack_pop_all())
    await case("push", stack_push())
    await case("bad", stack_bad())
    await case("bad sync", stack_bad_sync())
    await case("stack cancel", stack_cancel())
    await case("aclosing", closing_numbers())
    await case("aclosing error", closing_numbers(ValueError("in loop")))
    await case("null", null())
    await case("abstract", abstract())
    await case("suppress", suppressing())
    await case("not a manager", not_manager())
    await case("sync in async", sync_in_async())
    await case("async in sync", async_in_sync())


asyncio.run(main())
