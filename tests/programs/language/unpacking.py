"""Taking sequences apart, and what is said when that goes wrong."""


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


def pair(value):
    a, b = value
    return a, b


def ends(value):
    first, *middle, last = value
    return first, middle, last


for value in ([1, 2], (1, 2), "ab", {1: 2, 3: 4}, {5, 6}, range(2), iter([7, 8]), (x for x in "yz")):
    attempt("pair", lambda: pair(value))
for value in ([1], (1, 2, 3), 5, None, "abc", range(5), iter([]), {1: 2}):
    attempt("pair", lambda: pair(value))
for value in ([1, 2], [1, 2, 3, 4], "x", (), range(6), 3.5):
    attempt("ends", lambda: ends(value))

(a, (b, *c)), d = [1, [2, 3, 4]], 5
print(a, b, c, d)
[x, y], z = "no", {1}
print(x, y, z)
a, b = b, a
print(a, b)
first = second = [1, 2]
print(first is second)
*head, = range(3)
print(head)
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)
a = b = c = 0
a += 1
b -= 1
c |= 6
print(a, b, c)


class Broken:
    def __iter__(self):
        yield 1
        raise RuntimeError("half way")


attempt("broken", lambda: pair(Broken()))
attempt("broken", lambda: ends(Broken()))


class NoIterator:
    def __iter__(self):
        return 5


attempt("no iterator", lambda: pair(NoIterator()))
items = [0, 1, 2, 3, 4, 5]
items[1:3], items[0] = [9, 9, 9], 7
print(items)
del items[0], items[-1]
print(items)
print(*items, *"ab", sep=",")
print([*items, *range(2)], {*(1, 1, 2)}, {**{"x": 1}, "y": 2, **{"x": 3}}, (*"xy",))
