"""Generators: sending, throwing, closing, delegating."""


def attempt(label, action):
    try:
        print(label, action())
    except BaseException as error:
        print(label, type(error).__name__, error)


def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = f"caught {error}"


e = echo()
attempt("early", lambda: e.send(1))
print(next(e), e.send(1), e.send(2), e.throw(ValueError("x")), e.throw(ValueError), next(e))
attempt("throw", lambda: e.throw(KeyError("gone")))
attempt("after", lambda: next(e))
attempt("after", lambda: e.send(1))
attempt("after", lambda: e.throw(KeyError("again")))
print(e.close())
attempt("not an exception", lambda: echo().throw(5))


def stops():
    yield 1
    raise StopIteration(2)


attempt("stops", lambda: list(stops()))


def returns():
    yield 1
    return "value"


r = returns()
next(r)
attempt("returns", lambda: next(r))
attempt("returns", lambda: next(r))
print(next(r, "default"))


def itself():
    yield next(me)


me = itself()
attempt("itself", lambda: next(me))


def careful(name):
    try:
        while True:
            yield name
    except GeneratorExit:
        print("closing", name)
        raise
    finally:
        print("finally", name)


c = careful("a")
next(c)
print("closed", c.close())
c = careful("b")
next(c)
del c
print("after del")
for x in careful("c"):
    break
print("after break")
unstarted = careful("d")
unstarted.close()
attempt("closed", lambda: next(unstarted))


def ignores():
    for _ in range(2):
        try:
            yield
        except GeneratorExit:
            print("ignored")


i = ignores()
next(i)
attempt("close", i.close)


def returns_on_close():
    try:
        yield
    except GeneratorExit:
        return "bye"


i = returns_on_close()
next(i)
attempt("close", i.close)


def raises_on_close():
    try:
        yield
    finally:
        raise OSError("in finally")


i = raises_on_close()
next(i)
attempt("close", i.close)


def inner():
    try:
        got = yield "inner 1"
        print("inner got", got)
        got = yield "inner 2"
        print("inner got", got)
    except KeyError as error:
        print("inner caught", repr(error))
        yield "inner handled"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    yield from [1, 2]
    yield from "ab"
    result = yield from returns()
    print("outer got", result)
    return "outer result"


o = outer()
print(next(o), o.send("x"))
print(list(o))
o = outer()
print(next(o), o.throw(KeyError("k")), next(o))
o.close()
o = outer()
next(o)
print("closing outer")
o.close()
o = outer()
next(o)
attempt("through", lambda: o.throw(OSError("not handled")))


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))


def chain(n):
    if n == 0:
        yield "bottom"
    else:
        yield from chain(n - 1)


print(list(chain(300)))


def shared():
    x = yield from [1, 2, 3]
    return x


class Own:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("own end")
        return self.n

    def send(self, value):
        print("own send", value)
        return next(self)

    def throw(self, error):
        print("own throw", repr(error))
        raise error

    def close(self):
        print("own close")


def over_own():
    result = yield from Own()
    print("result", result)


print(list(over_own()))
g = over_own()
print(next(g), g.send("s"))
attempt("throw", lambda: g.throw(ValueError("v")))
g = over_own()
next(g)
g.close()

squares = (x * x for x in range(10) if x % 2)
print(next(squares), sum(squares), list(squares))
print(sum(x for x in range(100)), max(len(w) for w in "a bbb cc".split()), dict((k, v) for k, v in zip("ab", (1, 2))))
print([(x, y) for x in range(3) for y in range(x)], {x: y for x, y in zip("ab", range(2))}, {len(c) for c in ("a", "bb", "cc")})
print(list(map(lambda x: x + 1, (n for n in range(3)))), any(x > 3 for x in range(10)), all(x < 3 for x in range(10)))
print(type(squares).__name__, squares.__name__, echo().__qualname__, tree(1).__name__)


def in_handler():
    try:
        raise ValueError("first")
    except ValueError:
        try:
            yield 1
        except KeyError as error:
            print(repr(error.__context__))
            yield 2
        yield 3


h = in_handler()
next(h)
h.throw(KeyError("k"))
try:
    raise TypeError("outside")
except TypeError:
    next(h)
    try:
        raise OSError("here")
    except OSError as error:
        print(repr(error.__context__))


def handled_across():
    while True:
        yield
        try:
            raise
        except RuntimeError as error:
            print("runtime", error)
        except BaseException as error:
            print("handled is", repr(error))


h = handled_across()
next(h)
next(h)
try:
    raise IndexError("seen by the generator")
except IndexError:
    next(h)
print(h.gi_running, h.gi_suspended, h.gi_yieldfrom)
