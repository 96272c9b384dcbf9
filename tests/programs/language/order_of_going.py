"""In what order values go with what holds them."""
import asyncio
import collections
import functools


def numbers(name):
    try:
        yield 1
    finally:
        print(name, end=" ")


def some(*names):
    made = [numbers(name) for name in names]
    for one in made:
        next(one)
    made.reverse()
    while made:
        yield made.pop()


class Thing:
    pass


class Slotted:
    __slots__ = "a", "b", "c"


def show(title):
    print(title, end=": ")


show("list")
x = list(some("a", "b", "c"))
x = None
print()
show("tuple")
x = tuple(some("a", "b", "c"))
x = None
print()
show("dict")
x = dict(zip("xyz", some("a", "b", "c")))
x = None
print()
show("dict keys")
x = dict.fromkeys(some("a", "b", "c"))
x = None
print()
show("deque")
x = collections.deque(some("a", "b", "c"))
x = None
print()
show("list.clear")
x = list(some("a", "b", "c"))
x.clear()
print()
show("del slice")
x = list(some("a", "b", "c", "d"))
del x[1:3]
print("|", end=" ")
x = None
print()
show("slice assignment")
x = list(some("a", "b", "c", "d"))
x[1:3] = []
print("|", end=" ")
x = None
print()
show("dict.clear")
x = dict(zip("xyz", some("a", "b", "c")))
x.clear()
print()
show("instance")
x = Thing()
x.a, x.b, x.c = some("a", "b", "c")
x = None
print()
show("slots")
x = Slotted()
x.a, x.b, x.c = some("a", "b", "c")
x = None
print()
show("partial")
x = functools.partial(print, *some("a", "b"), **dict(zip("xyz", some("c", "d"))))
x = None
print()
show("nested")
x = [list(some("a", "b")), tuple(some("c", "d")), dict(zip("xy", some("e", "f")))]
x = None
print()


def closure():
    a, b, c = some("a", "b", "c")

    def inner():
        return a, b, c
    return inner


show("closure")
x = closure()
x = None
print()


def defaults():
    a, b = some("a", "b")

    def inner(x=a, y=b):
        pass
    return inner


show("defaults")
x = defaults()
x = None
print()


def function(a, b, *rest, **named):
    c, d = some("c", "d")
    print("|", end=" ")


show("call")
function(*some("a", "b", "e", "f"), **dict(zip("xy", some("g", "h"))))
print()
show("exception args")
x = ValueError(*some("a", "b"))
x = None
print()


async def coroutine(a, b):
    c, d = some("c", "d")


show("task")
asyncio.run(coroutine(*some("a", "b")))
print()
show("bound")
x = list(some("a", "b", "c")).append
x = None
print()
show("iterator")
x = iter(list(some("a", "b", "c")))
x = None
print()
show("zip")
x = zip(list(some("a")), list(some("b")))
x = None
print()
show("sorted")
x = sorted(list(some("a", "b", "c")), key=lambda it: 0)
x = None
print()
show("defaultdict")
x = collections.defaultdict(list)
for it in some("a", "b", "c"):
    x[0].append(it)
it = None
x = None
print()
show("counted")
x = {1: next(some("a")), 2: next(some("b"))}
x.pop(1)
print("|", end=" ")
x.update({2: 3})
print()
