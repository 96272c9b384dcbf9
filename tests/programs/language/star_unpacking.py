"""Stars in assignments, calls, displays, subscripts, returns, for targets: what they take, and what they refuse."""


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def show(*args, **kwargs):
    return args, kwargs


def unpack(values):
    a, *b, c = values
    return a, b, c


for values in ((1, 2), (1, 2, 3, 4), "xyz", range(5), {"k": 1, "l": 2}, (n for n in (1, 2, 3)), [1], 5, None):
    attempt(lambda: unpack(values))


def two(values):
    a, b = values
    return a, b


for values in ((1, 2), (1, 2, 3), [1], "ab", "abc", {1, 2}, iter([1, 2, 3]), (), 7, {"x": 1, "y": 2}):
    attempt(lambda: two(values))

(a, (b, *c)), [d, *e] = (1, "xyz"), range(3)
print(a, b, c, d, e)
*a, = "abc"
print(a)
[*x], (*y,) = [1, 2], (3,)
print(x, y)
for first, *rest in [(1, 2, 3), "ab", [9]]:
    print(first, rest)
print([*range(3), *"ab", *{}], (*[1], *[2]), {*[1, 2], *[2, 3]}, {**{"a": 1}, "b": 2, **{"a": 3}})
attempt(lambda: show(*[1, 2], 3, *"ab", k=1, **{"z": 2}))
attempt(lambda: show(**{"a": 1}, **{"b": 2}))
attempt(lambda: show(**{"a": 1}, **{"a": 2}))
attempt(lambda: show(a=1, **{"a": 2}))
attempt(lambda: show(**{1: 2}))
attempt(lambda: show(*5))
attempt(lambda: show(**5))
attempt(lambda: show(**[1]))
attempt(lambda: [*5])
attempt(lambda: (*None,))
attempt(lambda: {*5})
attempt(lambda: {**5})
attempt(lambda: {**[(1, 2)]})


class Mapping:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


attempt(lambda: show(**Mapping()))
attempt(lambda: {**Mapping()})


class Sequence:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * 10


attempt(lambda: show(*Sequence()))
attempt(lambda: [*Sequence()])
attempt(lambda: unpack(Sequence()))


def fails():
    yield 1
    raise KeyError("in the middle")


attempt(lambda: show(*fails()))
attempt(lambda: unpack(fails()))


def returns():
    return 1, *range(2), *"z"


def yields():
    yield 1, *range(2)


print(returns(), list(yields()))
table = {(1, 2, 3): "tuple key"}
numbers = 2, 3
print(table[1, *numbers])
i = 0
i, values = 1, [0, 0]
i, values[i] = 0, "changed"
print(i, values)
values = [0, 1]
i = 0
i, values[i] = 1, 5
print(values)
a = b = c = [1]
a += [2]
print(a is b is c, c)
x = [1, 2, 3]
x[0], x[1:], y = "q", [7, 8], "r"
print(x, y)


class Target:
    def __setattr__(self, name, value):
        print("set", name, value)

    def __setitem__(self, key, value):
        print("item", key, value)


t = Target()
t.a, t["k"], *t.rest = range(5)
(t.x), [t.y] = 1, [2]
