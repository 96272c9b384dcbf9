"""close, throw and send on generators in every state; finally blocks that yield, return, raise; the values that StopIteration carries."""


def attempt(name, action):
    try:
        print(name, repr(action()))
    except BaseException as error:
        print(name, repr(error), "context", repr(error.__context__), "cause", repr(error.__cause__))


def plain():
    try:
        x = yield 1
        print("  got", x)
        yield 2
        return "value"
    finally:
        print("  finally")


g = plain()
attempt("send to fresh", lambda: g.send(5))
attempt("next", lambda: next(g))
attempt("send", lambda: g.send("hello"))
attempt("end", lambda: next(g))
attempt("after the end", lambda: next(g))
attempt("send after the end", lambda: g.send(1))
attempt("throw after the end", lambda: g.throw(ValueError("late")))
attempt("close after the end", lambda: g.close())
g = plain()
attempt("close fresh", lambda: g.close())
attempt("next closed", lambda: next(g))
g = plain()
attempt("throw fresh", lambda: g.throw(KeyError("k")))
g = plain()
next(g)
attempt("close", lambda: g.close())
g = plain()
next(g)
attempt("throw class", lambda: g.throw(ValueError))
g = plain()
next(g)
attempt("throw wrong", lambda: g.throw(5))
attempt("throw str", lambda: g.throw("x"))


def yields_in_finally():
    try:
        yield 1
    finally:
        yield "in finally"


g = yields_in_finally()
next(g)
attempt("ignores exit", lambda: g.close())
attempt("then next", lambda: next(g))


def catches_exit():
    try:
        yield 1
    except GeneratorExit:
        print("  exit caught")
        return "returned at close"


g = catches_exit()
next(g)
attempt("close returns", lambda: g.close())


def raises_at_exit():
    try:
        yield 1
    finally:
        raise OSError("at exit")


g = raises_at_exit()
next(g)
attempt("raises at close", lambda: g.close())


def swallows():
    while True:
        try:
            yield "alive"
        except ValueError as error:
            print("  swallowed", error)


g = swallows()
next(g)
attempt("swallowed", lambda: g.throw(ValueError("1")))
attempt("not swallowed", lambda: g.throw(TypeError("2")))
attempt("dead", lambda: next(g))


def raises_stop():
    yield 1
    raise StopIteration("inside")


g = raises_stop()
next(g)
attempt("StopIteration inside", lambda: next(g))


def next_inside():
    yield 1
    next(iter([]))


attempt("next on empty inside", lambda: list(next_inside()))


def delegates(inner):
    result = yield from inner
    print("  inner gave", result)
    return ("outer", result)


def drain(generator):
    values = []
    try:
        while True:
            values.append(next(generator))
    except StopIteration as stop:
        return values, stop.value


attempt("delegates", lambda: drain(delegates(plain())))
attempt("delegates to list", lambda: drain(delegates([1, 2])))
attempt("delegates to int", lambda: drain(delegates(5)))
g = delegates(plain())
next(g)
attempt("throw through", lambda: g.throw(ValueError("through")))
g = delegates(plain())
next(g)
attempt("close through", lambda: g.close())
g = delegates(swallows())
next(g)
attempt("swallowed inside", lambda: g.throw(ValueError("inner")))
g = delegates([1, 2, 3])
next(g)
attempt("send to a list", lambda: g.send("x"))
g = delegates(iter([1, 2, 3]))
next(g)
attempt("throw to a list iterator", lambda: g.throw(ValueError("x")))


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def send(self, value):
        return f"sent {value}"

    def throw(self, *args):
        return f"thrown {args!r}"

    def close(self):
        print("  closed")


g = delegates(Iterator())
attempt("own next", lambda: next(g))
attempt("own send", lambda: g.send(1))
attempt("own throw", lambda: g.throw(KeyError("k")))
attempt("own close", lambda: g.close())


def recursive():
    yield from recursive_inner


recursive_inner = recursive()
attempt("yields from itself", lambda: next(recursive_inner))


def deep(n):
    if n:
        yield from deep(n - 1)
    else:
        yield "bottom"


attempt("deep", lambda: list(deep(200)))
attempt("too deep", lambda: list(deep(2000)))
g = (x for x in [1, 2, 3] if print("  look", x) or x > 1)
attempt("expression", lambda: next(g))
attempt("expression close", lambda: g.close())
print(g.gi_running, g.__name__, g.__qualname__, type(g).__name__)


def swaps():
    received = []
    try:
        while True:
            received.append((yield len(received)))
    except GeneratorExit:
        print("  received", received)
        raise


g = swaps()
print([g.send(None), g.send("a"), g.send("b")])
del g
print("deleted")
for i in swaps():
    if i == 2:
        break
print("left the loop")
