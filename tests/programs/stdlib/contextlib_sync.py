"""contextlib: contextmanager, suppress, nullcontext, closing, ExitStack."""
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


@contextmanager
def tag(name, log):
    log.append(f"<{name}>")
    try:
        yield name.upper()
    except KeyError:
        log.append("caught")
    finally:
        log.append(f"</{name}>")


log = []
with tag("a", log) as a, tag("b", log) as b:
    log.append(a + b)
    raise KeyError("x")
print(log)


@tag("decorated", log)
def function(n):
    return n + 1


print(function(1), function(2), log[-4:], function.__name__)
with suppress(ZeroDivisionError, KeyError) as nothing:
    print(nothing)
    1 / 0
print("after")
try:
    with suppress(KeyError):
        [][0]
except IndexError as error:
    print(error)
with nullcontext() as n, nullcontext(5) as m:
    print(n, m)


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door:
    print(type(door).__name__)


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def greedy():
    try:
        yield
    except ValueError:
        pass
    yield


for broken in never, twice, greedy:
    try:
        with broken():
            if broken is greedy:
                raise ValueError
    except RuntimeError as error:
        print(broken.__name__, error)
with ExitStack() as stack:
    stack.callback(print, "last")
    names = [stack.enter_context(tag(name, log)) for name in "xyz"]
    stack.push(lambda *details: print("exit got", details[0]) or True)
    print(names)
    raise ValueError("swallowed by push")
print(log[-3:])
stack = ExitStack()
stack.callback(print, "moved")
kept = stack.pop_all()
stack.close()
kept.close()
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))
attempt(lambda: ExitStack().enter_context(5))
attempt(lambda: stack.push(5))


@contextmanager
def swallow():
    try:
        yield
    except BaseException as error:
        print("swallowed", repr(error))


with swallow():
    raise StopIteration("inside")
with swallow():
    raise SystemExit(3)
