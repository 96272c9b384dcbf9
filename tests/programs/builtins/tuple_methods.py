# Every method and operator of tuple.
class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


def attempt(label, function, *args, **keywords):
    try:
        print(label, "->", function(*args, **keywords))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


t = (10, 20, 30, 20)
for value in (10, 20, 40, 20.0, "x"):
    attempt(f"index {value}", t.index, value)
    attempt(f"count {value}", t.count, value)
for bounds in ((2,), (2, 3), (-1,), (0, 100), (-100, 100), (3, 1), (Index(2),), (None,), (1.0,)):
    attempt("index between", t.index, 20, *bounds)
for index in (0, 3, -1, -4, 4, -5, True, Index(1), 1.0, "0", None, (0,)):
    attempt("item", lambda: t[index])
for part in (slice(None), slice(1, 3), slice(None, None, -1), slice(5, 9), slice(-3, None, 2), slice(None, None, 0), slice("a"), slice(1, 0)):
    attempt(part, lambda: t[part])
print(t[:] is t, t[0:4] is t, tuple(t) is t, tuple([]) is tuple(), () + t is t, t + () is t, t * 1 is t)
for left, right in (((1,), (2, 3)), ((), ()), ((1,), [2]), ([1], (2,)), ((1,), None), ((1,), "a"), (1, (1,))):
    attempt(f"{left!r} + {right!r}", lambda: left + right)
for left, right in (((1, 2), 3), (3, (1, 2)), ((1,), 0), ((1,), -1), ((), 5), ((1,), 1.5), ((1,), "a"), ((1,), True), (Index(2), (1,)), ((1,), (1,)), (None, (1,))):
    attempt(f"{type(left).__name__} * {type(right).__name__}", lambda: left * right)
attempt("-", lambda: (1,) - (1,))
for argument in ("abc", [1, 2], {1: 2}, range(3), (x for x in "xy"), 5, None, iter(())):
    attempt(f"tuple({type(argument).__name__})", tuple, argument)
attempt("two", tuple, 1, 2)
attempt("none", tuple)
attempt("by name", tuple, iterable=[1])
attempt("set item", lambda: t.__setitem__(0, 1))
try:
    t[0] = 1
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
print((), (1,), (1, 2), ((),), ((1,),), ("a", None, 1.5), len(()), bool(()), bool((0,)), 20 in t, 5 in t, (1, 2) == (1, 2))
print(hash((1, 2)) == hash((1, 2)), hash(()) == hash(()), hash((1, 2)) == hash((1.0, 2.0)), {(1, 2): "x"}[(1.0, True + 1)], len({(a, b) for a in range(30) for b in range(30)}))
attempt("hash", hash, (1, []))
attempt("hash", hash, ((), ((1, {}),)))
a = b = (1,)
a += (2,)
a *= 2
print(a, b)
try:
    a += [1]
except TypeError as error:
    print(error)
print(list(reversed(t)), type(iter(t)).__name__, [*t, *()], max(t), sum(t), sorted(t))
walk = iter(t)
print(next(walk), list(walk), next(walk, "end"))
x, *y, z = t
print(x, y, z)
for count in ("a, b = (1, 2, 3)", "a, b = (1,)"):
    pass
try:
    p, q = (1, 2, 3)
except ValueError as error:
    print(error)
try:
    p, q, r = (1, 2)
except ValueError as error:
    print(error)
try:
    p, *q, r = (1,)
except ValueError as error:
    print(error)
nest = ([1], {"a": 1})
nest[0].append(2)
nest[1]["b"] = 2
print(nest)
try:
    nest[0] += [3]
except TypeError as error:
    print(error, nest)
deep = ()
for _ in range(100000):
    deep = (deep,)
deep = None
print("a deep tuple is gone")
