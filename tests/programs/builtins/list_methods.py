# Every method of list, called well and badly.


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


class Broken:
    def __index__(self):
        raise LookupError("no index today")


class Texty:
    def __index__(self):
        return "1"


def attempt(label, function, *args, **keywords):
    try:
        print(label, args, "->", function(*args, **keywords))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


def changed(label, method, *args):
    items = [10, 20, 30, 20]
    try:
        result = getattr(items, method)(*args)
        print(label, method, "->", result, items)
    except Exception as error:
        print(label, method, "!", type(error).__name__, error, items)


for value in (1, None, "x", [1], (), 1.5, True):
    changed(repr(value), "append", value)
    changed(repr(value), "remove", value)
for value in ([1, 2], (3,), "ab", {5: 6}, range(3), 5, None, iter([7, 8]), (x * x for x in range(3))):
    changed(type(value).__name__, "extend", value)
for index in (0, 1, -1, 4, -4, 5, -5, 100, -100, True, Index(2), Index(-1), Broken(), 1.0, "1", None):
    label = index if isinstance(index, (int, float, str)) else type(index).__name__
    changed(label, "insert", index, "new")
    changed(label, "pop", index)
changed("no index", "pop")
for value in (10, 20, 30, 40, 20.0, "20"):
    changed(value, "index", value)
    changed(value, "count", value)
for bounds in ((2,), (2, 3), (-1,), (-2, -1), (0, 100), (-100, 100), (3, 1), (1, 2), (Index(2), Index(4)), (None,), (1, None), (1.0,)):
    changed([type(b).__name__ if isinstance(b, Index) else b for b in bounds], "index", 20, *bounds)
for method in ("clear", "copy", "reverse", "sort"):
    changed("", method)
attempt("pop", [].pop)
attempt("pop 0", [].pop, 0)
attempt("remove", [].remove, 1)
attempt("index", [].index, 1)
attempt("index of a list", [1].index, [1, "a"])
attempt("count", [].count, 1)
attempt("list", list)
attempt("list of str", list, "abc")
attempt("list of dict", list, {"a": 1, "b": 2})
attempt("list of int", list, 5)
attempt("list of None", list, None)
attempt("two", list, 1, 2)
attempt("by name", list, iterable=[1])

items = [0, 1, 2, 3, 4]
for index in (0, 4, -1, -5, True, False, Index(3)):
    print(items[index], end=" ")
print()
for index in (5, -6, "0", None, 1.0, (0,), [0], Broken(), Texty(), 10**15, -(10**15)):
    try:
        print(items[index])
    except Exception as error:
        print("get", type(error).__name__, error)
    try:
        items[index] = 0
    except Exception as error:
        print("set", type(error).__name__, error)
    try:
        del items[index]
    except Exception as error:
        print("delete", type(error).__name__, error)
items[0], items[-1], items[Index(2)] = "first", "last", "mid"
print(items)
del items[0], items[-1], items[True]
print(items)

print([1] + [2, 3], [1, 2] * 3, 2 * [0], [1] * 0, [1] * -1, [] * 5, [[]] * 2, [1] * True, Index(2) * ["i"], ["i"] * Index(2))
for right in ((1,), "a", 1, None, range(2)):
    try:
        [1] + right
    except TypeError as error:
        print(error)
    try:
        right + [1]
    except TypeError as error:
        print(error)
for times in (1.5, "a", None, [1], (1,)):
    try:
        [1] * times
    except TypeError as error:
        print(error)
    try:
        times * [1]
    except TypeError as error:
        print(error)
    try:
        same = [1]
        same *= times
    except TypeError as error:
        print(error)
try:
    [1] - [1]
except TypeError as error:
    print(error)

same = other = [1]
same += (2,)
same += "ab"
same += {"k": "v"}
same *= 2
print(same, same is other)
try:
    same += 5
except TypeError as error:
    print(error)
same *= 0
print(same, other)
same += same
same.extend([1, 2])
same += same
same.extend(same)
print(same)
twice = [1, 2]
twice *= Index(2)
print(twice)
print([1, 2, 3].copy() == [1, 2, 3], bool([]), bool([0]), len([1, 2]))
print(2 in [1, 2], 3 in [1, 2], 3 not in [1, 2], 1.0 in [1], None in [None], [] in [[]], "a" in ["ab"])
print(repr([]), repr([[], [[]]]), [1, "a", None, 1.5, (1,), {1: [2]}])
try:
    hash([])
except TypeError as error:
    print(error)
try:
    {[1]: 2}
except TypeError as error:
    print(error)
print([].__hash__, list.__name__, type([]).__name__, list is type([1]))
nan = float("nan")
print(nan in [nan], [nan] == [nan], [nan].index(nan), [nan].count(nan), float("nan") in [nan])
print([x for x in reversed([1, 2, 3])], list(reversed([])), type(iter([])).__name__, type(reversed([])).__name__)
a, *b, c = [1, 2, 3, 4]
print(a, b, c, [*b, *"xy", *range(2)], [*[]])
