# Every method and operator of set and frozenset. What is printed does not depend on a set's order.
def shown(value):
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__}{sorted(value, key=str)}"
    return value


def attempt(label, function, *args, **keywords):
    try:
        print(label, "->", shown(function(*args, **keywords)))
    except Exception as error:
        print(label, "!", type(error).__name__, error, error.args)


def changed(label, method, *args):
    for make in (set, frozenset):
        items = make([1, 2, 3])
        before = items
        try:
            result = getattr(items, method)(*args)
            print(make.__name__, method, label, "->", shown(result), shown(items), result is before)
        except Exception as error:
            print(make.__name__, method, label, "!", type(error).__name__, error, error.args, shown(items))


for value in (1, 4, 1.0, True, "x", None, (), [], {}, {1}, frozenset([1])):
    for method in ("add", "remove", "discard", "__contains__"):
        if method == "__contains__" or method in dir(set):
            if isinstance(value, (set, frozenset)):
                label = shown(value)
            else:
                label = repr(value)
            items = {1, 2, 3, frozenset([1])}
            try:
                print(method, label, getattr(items, method)(value), len(items))
            except Exception as error:
                print(method, label, type(error).__name__, error if not isinstance(value, set) else "")
others = (
    ("set", {2, 3, 4}),
    ("frozenset", frozenset([2, 3, 4, 5, 6])),
    ("empty", set()),
    ("equal", {3, 2, 1}),
    ("list", [2, 2, 9]),
    ("tuple", (1, 2, 3)),
    ("str", "ab"),
    ("dict", {1: "x", 7: "y"}),
    ("range", range(2, 5)),
    ("keys", {1: 1, 2: 2, 3: 3, 4: 4}.keys()),
    ("unhashable", [[], 1]),
    ("int", 5),
    ("None", None),
)
for label, other in others:
    for method in (
        "union",
        "intersection",
        "difference",
        "symmetric_difference",
        "update",
        "intersection_update",
        "difference_update",
        "symmetric_difference_update",
        "issubset",
        "issuperset",
        "isdisjoint",
        "__or__",
        "__and__",
        "__sub__",
        "__xor__",
        "__ior__",
        "__le__",
    ):
        if method in ("__ior__",) or method.endswith("update"):
            items = {1, 2, 3}
            try:
                result = getattr(items, method)(other)
                print("set", method, label, "->", shown(result), shown(items))
            except Exception as error:
                print("set", method, label, "!", type(error).__name__, error, shown(items))
        else:
            changed(label, method, other)
    for sign, function in (
        ("|", lambda a, b: a | b),
        ("&", lambda a, b: a & b),
        ("-", lambda a, b: a - b),
        ("^", lambda a, b: a ^ b),
        ("==", lambda a, b: a == b),
        ("!=", lambda a, b: a != b),
        ("<", lambda a, b: a < b),
        ("<=", lambda a, b: a <= b),
        (">", lambda a, b: a > b),
        (">=", lambda a, b: a >= b),
    ):
        attempt(f"set {sign} {label}", function, {1, 2, 3}, other)
        attempt(f"frozenset {sign} {label}", function, frozenset([1, 2, 3]), other)
        attempt(f"{label} {sign} set", function, other, {1, 2, 3})
many = ({1, 5}, [2, 5], (3,))
for method in ("union", "intersection", "difference"):
    changed("many", method, *many)
    changed("none", method)
for method in ("update", "intersection_update", "difference_update"):
    items = {1, 2, 3}
    getattr(items, method)(*many)
    print(method, shown(items))
    items = {1, 2, 3}
    getattr(items, method)()
    print(method, shown(items))
changed("", "copy")
changed("", "pop")
changed("", "clear")
attempt("pop", set().pop)
attempt("remove", set().remove, "x")
attempt("remove a tuple", set().remove, (1, 2))
for make in (set, frozenset):
    attempt("empty", make)
    attempt("str", make, "hello")
    attempt("dict", make, {"a": 1})
    attempt("int", make, 5)
    attempt("unhashable", make, [[1]])
    attempt("two", make, 1, 2)
    attempt("by name", make, iterable=[1])
    print(repr(make()), repr(make([1])), repr(make(["a"])), repr(make([(1,)])), make([make is set and 1 or frozenset()]))
one = frozenset([1, 2])
print(frozenset(one) is one, one.copy() is one, one.union() == one, hash(one) == hash(frozenset([2, 1])), {one: "found"}[frozenset([2, 1])])
print(hash(frozenset()) == hash(frozenset([])), len({frozenset([n]) for n in range(50)}), len({frozenset(range(n)) for n in range(50)}))
for function in (lambda: hash(set()), lambda: {set()}, lambda: {set(): 1}, lambda: set().add(set())):
    attempt("unhashable", function)
print(set() == frozenset(), {1} == frozenset([1]), {1} != frozenset([1]), {1, 2} == {2.0, True}, set() == [], {1} < {1, 2} < {1, 2, 3}, {1} < {2}, {1} <= {1})
print({1} in {frozenset([1])}, {2} in {frozenset([1])}, frozenset([1]) in [{1}], {1}.issubset([1, 2]), {1, 2}.issuperset([]))
a = b = {1, 2}
a |= {3}
a &= {1, 3}
a -= {1}
a ^= {3, 4}
print(a, a is b)
a |= a
a &= a
a ^= a
print(a, b)
a = {1, 2}
a -= a
print(a)
a = b = frozenset([1])
a |= {2}
print(shown(a), shown(b))
for other in ([1], "a", {1: 1}, None, 5):
    for sign in ("|=", "&=", "-=", "^="):
        a = {1}
        try:
            if sign == "|=":
                a |= other
            elif sign == "&=":
                a &= other
            elif sign == "-=":
                a -= other
            else:
                a ^= other
            print(sign, a)
        except TypeError as error:
            print(error)
print(type({1} & frozenset([1])).__name__, type(frozenset([1]) | {2}).__name__, type(frozenset([1]) - {1}).__name__, type({1} ^ frozenset()).__name__)
for left, right in (({1}, {True}), ({1, 2}, {True}), ({1}, {True, 2}), (frozenset([1.0]), [1])):
    print([type(x).__name__ for x in left & set(right)], [type(x).__name__ for x in left.intersection(right)], [type(x).__name__ for x in left | set(right) if x == 1])
items = {1, 2, 3}
try:
    for item in items:
        items.add(item + 10)
except RuntimeError as error:
    print(error)
items = {1, 2, 3}
walk = iter(items)
next(walk)
items.discard(2)
for _ in range(2):
    try:
        next(walk)
    except RuntimeError as error:
        print(error)
items = {1}
for item in items:
    items.remove(item)
    items.add(item)
print(items, type(iter(items)).__name__, type(iter(frozenset())).__name__)
try:
    reversed({1})
except TypeError as error:
    print(error)
try:
    items[0]
except TypeError as error:
    print(error)
count = set(range(1000))
total = 0
while count:
    total += count.pop()
print(total, len(count), sorted({x % 7 for x in range(100)}), {*"aa"}, sorted({*range(3), *[2, 3]}))


class Key:
    def __init__(self, name, what=None):
        self.name = name
        self.what = what

    def __hash__(self):
        return 3

    def __eq__(self, other):
        if self.what:
            self.what()
        return self.name == other.name


for what in (lambda: items.clear(), lambda: items.update(range(10, 30)), lambda: items.pop() if items else None):
    items = set()
    items.add(Key("a"))
    items.add(Key("b"))
    for item in items:
        item.what = what
    print(Key("b") in items, len(items) in (0, 1, 22, 21))
    items.add(Key("c"))
    items.discard(Key("b"))
items = {Key("a", lambda: items.clear()), 1, 2}
print({Key("a"), 1, 2} == items)
