# Dicts that change while they are walked, and keys whose __hash__ or __eq__ does what it should not.
def walked(label, make, change, limit=20):
    d = make()
    seen = []
    try:
        for item in d:
            seen.append(item)
            change(d, item)
            if len(seen) >= limit:
                seen.append("...")
                break
        print(label, seen, d)
    except RuntimeError as error:
        print(label, seen, error, d)


def three():
    return {"a": 1, "b": 2, "c": 3}


def put(d, key, value=0):
    d[key] = value


walked("nothing", three, lambda d, k: None)
walked("values", three, lambda d, k: put(d, k, 9))
walked("add", three, lambda d, k: put(d, k + "x"))
walked("add at the end", three, lambda d, k: put(d, "new") if k == "c" else None)
walked("delete itself", three, lambda d, k: d.pop(k))
walked("delete next", three, lambda d, k: d.pop("b", None))
walked("clear", three, lambda d, k: d.clear())
walked("move itself to the end", three, lambda d, k: put(d, k, d.pop(k)))
walked("replace by another", three, lambda d, k: (d.pop(k), put(d, k + "x")))
walked("move the first", three, lambda d, k: put(d, next(iter(d)), d.pop(next(iter(d)))))
walked("move itself once", three, lambda d, k: put(d, k, d.pop(k)) if d["b"] == 2 and k == "b" and put(d, "b", 3) is None else None)
walked("clear and fill", three, lambda d, k: (d.clear(), d.update(x=1, y=2, z=3)))
walked("popitem and put", three, lambda d, k: d.update([d.popitem()]))
walked("many", lambda: dict.fromkeys(range(10)), lambda d, k: put(d, k, d.pop(k)))
walked("one", lambda: {1: 1}, lambda d, k: put(d, k, d.pop(k)))
walked("swap far", lambda: dict.fromkeys(range(6)), lambda d, k: (d.pop(5, None), put(d, 5)))
for view in ("keys", "values", "items"):
    d = three()
    try:
        for item in getattr(d, view)():
            d["x"] = 1
    except RuntimeError as error:
        print(view, error)
d = three()
walk = iter(d)
next(walk)
d["x"] = 1
for _ in range(2):
    try:
        next(walk)
    except RuntimeError as error:
        print(error)
del d["x"]
try:
    next(walk)
except RuntimeError as error:
    print("still:", error)
d = three()
walk = iter(d)
print(list(walk), list(walk))
d["x"] = 1
print(next(walk, "still at its end"))
back = reversed(d)
print(next(back))
d["y"] = 1
for _ in range(2):
    try:
        next(back)
    except RuntimeError as error:
        print(error)
back = reversed(d)
next(back)
d["x"] = "changed"
print(list(back))
for what in (
    lambda d: d.update((k + "x", 1) for k in d),
    lambda d: {k: d.pop(k) for k in d},
    lambda d: [d.clear() for k in d],
    lambda d: list(map(d.pop, d)),
    lambda d: sum(len(d.popitem()) for v in d.values()),
):
    d = three()
    try:
        print(what(d), d)
    except RuntimeError as error:
        print(error, d)


class Key:
    """A key of a chosen hash, equal to others of its name; `what` is called when it is compared."""

    def __init__(self, name, number=1, what=None):
        self.name = name
        self.number = number
        self.what = what

    def __hash__(self):
        return self.number

    def __eq__(self, other):
        if self.what:
            self.what(self, other)
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return f"<{self.name}>"


same = {Key(name): n for n, name in enumerate("abcdefgh")}
print(same, same[Key("c")], Key("z") in same, same.pop(Key("b")), same.get(Key("b")), len(same))
same[Key("c")] = "replaced"
same[Key("b")] = "back"
print(same)
for n in range(20):
    same[Key(f"n{n}", 2**n)] = n
print([same[Key(f"n{n}", 2**n)] for n in range(20)], len(same))
for n in range(0, 20, 2):
    del same[Key(f"n{n}", 2**n)]
print([same.get(Key(f"n{n}", 2**n)) for n in range(20)], len(same))

comparisons = []
noisy = {Key(name, 7, lambda a, b: comparisons.append(f"{a.name}{b.name}")): name for name in "ab"}
noisy[Key("c", 7, lambda a, b: comparisons.append(f"{a.name}{b.name}"))] = "c"
print(comparisons, len(noisy))
comparisons.clear()
noisy.get(Key("d", 7, lambda a, b: comparisons.append(f"{a.name}{b.name}")))
print(sorted(comparisons))
comparisons.clear()
for key in list(noisy):
    noisy[key]
print(len(comparisons) <= 3)

for label, what in (
    ("clear", lambda d: d.clear()),
    ("pop", lambda d: d.pop(Key("victim", 3), None)),
    ("add", lambda d: d.update({f"more{n}": n for n in range(20)})),
    ("replace", lambda d: (d.clear(), d.update({Key("victim", 3): "new"}))),
    ("popitem", lambda d: d.popitem() if d else None),
):
    for action, use in (
        ("get", lambda d, k: d.get(k, "nothing")),
        ("set", lambda d, k: put(d, k, "set")),
        ("in", lambda d, k: k in d),
        ("pop", lambda d, k: d.pop(k, "nothing")),
        ("setdefault", lambda d, k: d.setdefault(k, "default")),
    ):
        d = {}
        once = []

        def meddle(a, b):
            if once and d:
                once.clear()
                what(d)

        d[Key("held", 3, meddle)] = "held"
        d[Key("victim", 3)] = "victim"
        once[:] = [True]
        try:
            print(label, action, use(d, Key("victim", 3)), len(d), sorted(map(str, d)))
        except Exception as error:
            print(label, action, type(error).__name__, error, len(d))


class Raises:
    def __init__(self, where):
        self.where = where

    def __hash__(self):
        if self.where == "hash":
            raise ValueError("no hash today")
        return 5

    def __eq__(self, other):
        if self.where == "eq":
            raise ValueError("no comparison today")
        return False


class Unhashable:
    def __eq__(self, other):
        return True


class OddHash:
    def __hash__(self):
        return "five"


class BoolHash:
    def __hash__(self):
        return True

    def __eq__(self, other):
        return other == 1


for key in (Raises("hash"), Raises("eq"), Unhashable(), OddHash(), BoolHash()):
    d = {1: "one", 5: "five"}
    for label, use in (
        ("get", lambda: d.get(key)),
        ("item", lambda: d[key]),
        ("in", lambda: key in d),
        ("set", lambda: put(d, key)),
        ("delete", lambda: d.__delitem__(key)),
        ("pop", lambda: d.pop(key, None)),
        ("setdefault", lambda: d.setdefault(key)),
        ("display", lambda: {key: 1, 5: 2} and "made"),
        ("set display", lambda: {key, 5} and "made"),
        ("fromkeys", lambda: dict.fromkeys([key, 5]) and "made"),
        ("update", lambda: d.update([(key, 1)])),
        ("hash", lambda: hash(key)),
    ):
        try:
            print(type(key).__name__, label, use())
        except Exception as error:
            print(type(key).__name__, label, "!", type(error).__name__, str(error) if not isinstance(error, KeyError) else "")


class Value:
    def __init__(self, what):
        self.what = what

    def __eq__(self, other):
        self.what()
        return True


left = {"a": 1, "b": 2}
left["a"] = Value(lambda: left.clear())
print(left == {"a": 1, "b": 2}, left)
left = {"a": 1, "b": 2}
right = {"a": Value(lambda: right.clear()), "b": 2}
print(left == right, right)
left = {"a": 1, "b": 2, "c": 3}
print({"a": Value(lambda: left.update({f"n{n}": 1 for n in range(30)})), "b": 2, "c": 3} == left, len(left))


class Shows:
    def __init__(self, what):
        self.what = what

    def __repr__(self):
        self.what()
        return "shown"


shown = {}
shown.update(a=1, b=Shows(lambda: shown.clear()), c=3)
print(shown, shown)


class Hashed:
    def __init__(self, what):
        self.what = what

    def __hash__(self):
        self.what()
        return 1


d = {1: 1}
d[Hashed(lambda: d.clear())] = 2
print(len(d))
source = {1: "a", 2: "b"}
target = {Key("x", 1, lambda a, b: source.clear()): 0}
try:
    target.update(source)
    print(len(target))
except RuntimeError as error:
    print(error)
