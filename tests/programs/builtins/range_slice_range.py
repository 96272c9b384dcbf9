# range: its numbers, items, parts, searches and comparisons.
class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


def attempt(label, function, *args, **keywords):
    try:
        print(label, args, keywords or "", "->", function(*args, **keywords))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


for arguments in ((5,), (0,), (-3,), (2, 8), (8, 2), (0, 10, 3), (10, 0, -3), (0, 10, -1), (5, 5, 5), (1, 2, 0), (True,), ("5",), (1.0,), (None,), (1, None), (1, 2, None), (), (1, 2, 3, 4), (0, 1, -1), (-5, 5, 4)):
    attempt("range", range, *arguments)
    try:
        r = range(*arguments)
        print(list(r), len(r), list(reversed(r)), bool(r), r.start, r.stop, r.step)
    except (TypeError, ValueError):
        pass
print(range(Index(3)), list(range(Index(1), Index(7), Index(2))))
attempt("by name", range, stop=5)
r = range(2, 20, 3)
for key in (0, -1, 5, -6, 6, -7, True, Index(1), 1.0, "0", None):
    if isinstance(key, Index):
        print(r[key])
    else:
        attempt("item", r.__getitem__, key)
bounds = (None, -9, -3, 0, 2, 9)
for base in (range(6), range(2, 20, 3), range(5, -7, -2), range(0)):
    for start in bounds:
        for stop in bounds:
            print(base, start, stop, [base[start:stop:step] for step in (None, 2, -1, -3)])
for part in (slice(None, None, 0), slice("a", None), slice(None, 1.5)):
    attempt("part", r.__getitem__, part)
for value in (2, 17, 20, 3, -1, 2.0, 3.0, 2.5, True, "2", None, [], float("nan"), float("inf"), 1e300):
    print(value, value in r, r.count(value), end=" ")
    try:
        print(r.index(value))
    except ValueError as error:
        print(error)


class Equal:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other

    def __hash__(self):
        return 0


print(Equal(5) in r, Equal(6) in r, r.index(Equal(8)), r.count(Equal(8)))
try:
    r.index(Equal(9))
except ValueError as error:
    print(error)
print(10**12 in range(0, 10**15, 7), 7 * 10**12 in range(0, 10**15, 7), len(range(10**15)), range(10**15)[-1], -1 in range(10**15), 5.0 in range(10**15))
pairs = ((range(0), range(5, 2)), (range(3), range(0, 3, 1)), (range(0, 3, 2), range(0, 4, 2)), (range(1), range(0, 5, 9)), (range(3), range(4)), (range(1, 3), range(2, 4)), (range(3), [0, 1, 2]), (range(0, 6, 2), range(0, 6, 3)))
for a, b in pairs:
    print(a, b, a == b, a != b, hash(a) == hash(b) if not isinstance(b, list) else "")
attempt("<", lambda: range(1) < range(2))
attempt("+", lambda: range(1) + range(2))
attempt("*", lambda: range(2) * 2)
print({range(3): "a"}[range(0, 3)], range(3) == range(3), range(3) is range(3), type(iter(range(3))).__name__, type(reversed(range(3))).__name__, repr(range(1, 2, 1)), str(range(0, 5, 2)))
try:
    r[0] = 1
except TypeError as error:
    print(error)
try:
    del r[0]
except TypeError as error:
    print(error)
try:
    r.start = 5
except AttributeError as error:
    print(error)
walk = iter(range(3))
print(next(walk), next(walk), next(walk), next(walk, "end"), next(walk, "end"))
print([*range(4)], sum(range(101)), max(range(5)), min(range(5, 0, -1)), sorted(range(3, 0, -1)), tuple(range(3)), set(range(2)), dict.fromkeys(range(2)))
print([i for i in range(10) if i % 3 == 0], list(zip(range(3), range(3, 6))), list(enumerate(range(5, 7))), any(range(1)), all(range(1, 3)))
for i in range(3):
    i = 10
print(i)
