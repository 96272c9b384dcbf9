# keys(), values() and items(): live views, which can be compared, combined and walked both ways.
d = {"a": 1, "b": 2, "c": 3}
keys, values, items = d.keys(), d.values(), d.items()
print(keys, values, items, len(keys), len(values), len(items))
d["z"] = 26
del d["a"]
print(keys, values, items, len(keys))
print(list(reversed(d)), list(reversed(keys)), list(reversed(values)), list(reversed(items)))
print("b" in keys, "a" in keys, 2 in values, 1 in values, ("b", 2) in items, ("b", 3) in items, ("a", 1) in items, ("b",) in items, ["b", 2] in items, "b" in items, 2.0 in values)
for what in (lambda: [] in keys, lambda: ([], 1) in items, lambda: (1, []) in items, lambda: [] in values, lambda: {} in keys):
    try:
        print(what())
    except TypeError as error:
        print(error)
print({}.keys(), {}.values(), {}.items(), bool({}.keys()), bool(keys))


def shown(value):
    return sorted(value) if isinstance(value, (set, frozenset)) else value


other = {"b": 2, "q": 0}
for sign, function in (
    ("&", lambda a, b: a & b),
    ("|", lambda a, b: a | b),
    ("-", lambda a, b: a - b),
    ("^", lambda a, b: a ^ b),
    ("==", lambda a, b: a == b),
    ("!=", lambda a, b: a != b),
    ("<", lambda a, b: a < b),
    ("<=", lambda a, b: a <= b),
    (">", lambda a, b: a > b),
    (">=", lambda a, b: a >= b),
):
    for name, left, right in (
        ("keys keys", keys, other.keys()),
        ("keys same", keys, d.keys()),
        ("keys set", keys, {"b", "c", "z"}),
        ("set keys", {"b", "x"}, keys),
        ("keys frozenset", keys, frozenset("bcz!")),
        ("keys list", keys, ["b", "b", "x"]),
        ("list keys", ["b", "x"], keys),
        ("keys str", keys, "bz"),
        ("keys dict", keys, other),
        ("dict keys", other, keys),
        ("items items", items, other.items()),
        ("items set", items, {("b", 2), ("x", 3)}),
        ("set items", {("b", 2)}, items),
        ("keys int", keys, 5),
        ("keys iter", keys, iter("bq")),
        ("values values", values, values),
        ("values other", values, other.values()),
        ("values set", values, {2}),
        ("keys values", {1: 1}.keys(), {1: 1}.values()),
        ("keys items", {(1, 2): 1}.keys(), {1: 2}.items()),
        ("empty", {}.keys(), {}.items()),
    ):
        try:
            print(sign, name, shown(function(left, right)))
        except TypeError as error:
            print(sign, name, "!", error)
for view in (keys, items):
    for right in (["b"], [("b", 2)], [], "zb", {"b": 1}, 5, [[]]):
        try:
            print(view.isdisjoint(right))
        except TypeError as error:
            print(error)
try:
    {"a": []}.items() & {1}
    print("a list is only hashed where it is looked for")
except TypeError as error:
    print(error)
try:
    {"a": []}.items() | {1}
except TypeError as error:
    print(error)
print({"a": []}.items() == {"a": []}.items(), {"a": []}.items() <= {"a": [], "b": 1}.items())
for view in (keys, items, values):
    try:
        hash(view)
        print("has a hash")
    except TypeError as error:
        print(error)
    try:
        view[0]
    except TypeError as error:
        print(error)
    print(type(view).__name__, type(iter(view)).__name__, type(reversed(view)).__name__, hasattr(view, "isdisjoint"))
print(type(iter(d)).__name__, type(reversed(d)).__name__)
try:
    keys &= {"b"}
    print(keys)
except TypeError as error:
    print(error)
pairs = []
for pair in {"a": 1, "b": 2}.items():
    pairs.append(pair)
print(pairs, list({"a": 1, "b": 2}.items()), [k + str(v) for k, v in {"a": 1, "b": 2}.items()])
walk = iter({"a": 1, "b": 2}.items())
first = next(walk)
second = next(walk)
print(first, second, first is second, next(walk, "end"), next(walk, "end"))
loop = {}
loop["values"] = loop.values()
print(loop)
loop = {}
loop["items"] = loop.items()
print(loop)
a, b = {"x": 1, "y": 2}.values()
print(a, b, *{"x": 1}.keys(), [*{"x": 1}.items()])
print(dict(items), list(zip(keys, values)) if not isinstance(keys, set) else "set", sorted(values), sum(values), max(d, key=d.get))
