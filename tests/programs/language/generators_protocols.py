"""Generators: send, throw, close, return values, delegation, states."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count


a = averager()
next(a)
print(a.send(10), a.send(20))
try:
    a.send(None)
except StopIteration as stop:
    print(stop.value)


def collect(results):
    while True:
        results.append((yield from averager()))
        yield "again"


results = []
c = collect(results)
next(c)
print(c.send(1), c.send(None), next(c), c.send(5), results)


def resilient():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            yield f"handled {error}"
        except GeneratorExit:
            print("closing")
            raise


r = resilient()
print(next(r), r.throw(ValueError("v")), next(r), r.close(), r.close())
attempt(next, r)
attempt(resilient().throw, KeyError("unstarted"))
attempt(resilient().send, 5)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
attempt(s.close)


def stops():
    yield 1
    raise StopIteration("inside")


attempt(lambda: list(stops()))


def selfish():
    yield next(me)


me = selfish()
attempt(next, me)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


from itertools import islice

print(list(islice(fibonacci(), 10)), sum(x for x in islice(fibonacci(), 20) if x % 2))


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5]])))
g = (x * x for x in range(3))
print(next(g), list(g), list(g), g.__name__, type(g).__name__, iter(g) is g)


def returns():
    return 5
    yield


print(list(returns()), dict(zip("ab", fibonacci())))


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print(list(Tree(1, Tree(2, Tree(3)), Tree(4))), 3 in Tree(1, Tree(3)))
first, *rest = Tree("a", Tree("b"), Tree("c"))
print(first, rest)
pipeline = (n for n in (n * 2 for n in range(10)) if n % 3)
print(max(pipeline), g.gi_running if hasattr(g, "gi_running") else False)
