"""Assignments: chained, starred, swapped, nested, annotated, walrus."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


a = b = c = []
a.append(1)
print(b, c is a)
a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
print(start, end)
(x, [y, *z]), w = (1, "pqr"), 4
print(x, y, z, w)
[p, q] = {"k1": 1, "k2": 2}
print(p, q)
*only, = (1, 2)
print(only, *only, [*only, *only], (*only, 3), {*only}, {**{"a": 1}, "b": 2})
i = 0
i, lst = 1, [10, 20]
i, lst[i] = 0, 99
print(i, lst)
n: int = 5
m: "list[int]"
print(n, __annotations__)
if (size := len(lst)) > 1:
    print("size", size)
print([y := 1, y ** 2], (z := 3) + z, [last := v for v in range(3)], last)
while (value := lst.pop()) != 10:
    print(value)


def f():
    a, b = 1
    return a


def g():
    a, b = 1, 2, 3


def h():
    a, *b, c = [1]


def k():
    a, b = [1]


for function in f, g, h, k:
    attempt(function)
attempt(lambda: [*5])
attempt(lambda: {**5})
attempt(lambda: print(*5))
attempt(lambda: print(**5))
attempt(lambda: dict(**{1: 2}))
x, y, z = "abc"
del x, (y, z)
try:
    x
except NameError as error:
    print(error)
d = {}
d["a"], d["b"] = d, 1
print(d)
class C: pass
C.x, C.y = 1, 2
print(C.x, C.y)
