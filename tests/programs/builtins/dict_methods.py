# Every method of dict, called well and badly.
def attempt(label, function, *args, **keywords):
    try:
        print(label, args, keywords or "", "->", function(*args, **keywords))
    except Exception as error:
        print(label, "!", type(error).__name__, error, error.args)


def changed(label, method, *args, **keywords):
    items = {"a": 1, "b": 2, 3: "c"}
    try:
        result = getattr(items, method)(*args, **keywords)
        print(label, method, "->", result, items)
    except Exception as error:
        print(label, method, "!", type(error).__name__, error, error.args, items)


for key in ("a", 3, 3.0, True, None, "z", (1, 2), (), [1], {}, 1.5):
    changed(repr(key), "get", key)
    changed(repr(key), "get", key, "default")
    changed(repr(key), "pop", key)
    changed(repr(key), "pop", key, "default")
    changed(repr(key), "setdefault", key)
    changed(repr(key), "setdefault", key, "new")
    changed(repr(key), "__getitem__", key)
    changed(repr(key), "__delitem__", key)
    changed(repr(key), "__contains__", key)
    changed(repr(key), "__setitem__", key, "new")
changed("", "popitem")
changed("", "clear")
changed("", "copy")
changed("", "keys")
changed("", "values")
changed("", "items")
attempt("popitem", {}.popitem)
attempt("pop", {}.pop, 1)
attempt("pop of an empty dict asks for no hash", {}.pop, [], "default")
attempt("pop of an empty dict asks for no hash", {}.pop, [])
attempt("get", {}.get, [])
attempt("setdefault", {}.setdefault, [])

for argument in (
    {"a": 5, "z": 6},
    [("x", 1), ("y", 2)],
    [["x", 1], ("a", 2)],
    ["xy", "ab"],
    (),
    [],
    iter([(1, 2)]),
    ((n, n * n) for n in range(3)),
    [(1, 2), (3,)],
    [(1, 2), (3, 4, 5)],
    [(1, 2), 5],
    [(1, 2), None],
    [""],
    ["abc"],
    [([], 1)],
    [{1, 2, 3}],
    [{"k": 1, "l": 2}],
    5,
    None,
    "ab",
    "",
    1.5,
    {"a": 1}.items(),
    {"a": 1}.keys(),
    zip("ab", range(2)),
):
    label = type(argument).__name__ if hasattr(argument, "__next__") else repr(argument)
    if hasattr(argument, "__next__"):
        changed(label, "update", argument)
        continue
    changed(label, "update", argument)
    attempt("dict", dict, argument)
    changed(label, "__ior__", argument)
    changed(label, "__or__", argument)
changed("", "update")
changed("", "update", a=9, b=8, z=7)
changed("", "update", {"a": 0}, a=9)
attempt("dict", dict)
attempt("dict", dict, a=1, b=2)
attempt("dict", dict, {"a": 1}, a=2, c=3)
attempt("dict", dict, [(1, 2)], x=2)
attempt("dict", dict, **{"not a name": 1})
attempt("dict", dict, 1, 2)
attempt("fromkeys", dict.fromkeys, "abc")
attempt("fromkeys", dict.fromkeys, [1, 2], 0)
attempt("fromkeys", dict.fromkeys, {"a": 1, "b": 2}, [])
attempt("fromkeys", dict.fromkeys, 5)
attempt("fromkeys", dict.fromkeys, [[]])
attempt("fromkeys", {}.fromkeys, (1,))


class Mapping:
    def keys(self):
        print("keys", end=" ")
        return ["k1", "k2"]

    def __getitem__(self, key):
        print("get", key, end=" ")
        if key == "k3":
            raise KeyError(key)
        return key.upper()


class Bad(Mapping):
    def keys(self):
        return ["k1", "k3"]


class Worse(Mapping):
    def keys(self):
        return 5


class Noted(Mapping):
    keys = None


attempt("mapping", dict, Mapping()) if False else print(dict(Mapping()))
for make in (Bad, Worse, Noted):
    try:
        print(dict(make()))
    except Exception as error:
        print(make.__name__, type(error).__name__, error)
print({**Mapping(), "z": 1}, {**{"a": 1}, **{"a": 2}})


def takes(**keywords):
    return keywords


print(takes(**Mapping()))
print({"a": 1} | {"b": 2} | {"a": 3}, {} | {}, {1: 2} | {1.0: 3, True: 4})
for right in ([], None, 5, "a", [("a", 1)], {1}):
    try:
        {} | right
    except TypeError as error:
        print(error)
    try:
        right | {}
    except TypeError as error:
        print(error)
one = {"a": 1}
same = one
one |= {"b": 2}
one |= [("c", 3)]
print(one, one is same)
try:
    one |= 5
except TypeError as error:
    print(error)
try:
    one |= [1]
except TypeError as error:
    print(error)
for sign, function in (("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("&", lambda a, b: a & b), ("<", lambda a, b: a < b), (">=", lambda a, b: a >= b)):
    try:
        function({}, {})
    except TypeError as error:
        print(error)
print({} == {}, {1: 2} == {1: 2}, {1: 2} == {1: 3}, {1: 2, 3: 4} == {3: 4, 1: 2}, {1: 2} != {1: 2}, {1: 2} == {2: 2}, {} == [], {1: 1} == {1: True}, {1: [1]} == {1: [1]}, {} != None)
print(len({}), len({1: 2}), bool({}), bool({0: 0}), repr({}), {"a": {"b": {}}}, {1: "x", None: None, (1, 2): [3], 1.5: -0.0})
print(list({"b": 1, "a": 2}), tuple({"b": 1}), sorted({"b": 1, "a": 2}), max({"b": 1, "a": 2}), "a" in {"a": 1}, "a" not in {"a": 1})
items = {"one": 1}
items["two"] = 2
items["one"] = "uno"
del items["two"]
items["three"] = 3
print(items)
for what in (lambda: items["nothing"], lambda: items[[]], lambda: items[()], lambda: items[{}], lambda: items[{1}], lambda: items[1:2], lambda: items[slice([], 2)]):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)
try:
    del items["nothing"]
except KeyError as error:
    print(repr(error), str(error))
try:
    hash({})
except TypeError as error:
    print(error)
print({}.__hash__, dict.__name__, type({}).__name__)
big = {n: n * n for n in range(2000)}
for n in range(0, 2000, 3):
    del big[n]
for n in range(0, 100, 6):
    big[n] = "again"
print(len(big), list(big)[:8], list(big)[-3:], big[1999], 3 in big, 6 in big, sum(k for k in big))
order = {}
for n in (5, 3, 8, 1):
    order[n] = None
order.pop(3)
order[3] = order[5] = 1
print(order)
queue = {}
for n in range(50):
    queue[n] = n
    if n % 3 == 2:
        first = next(iter(queue))
        print(first, queue.pop(first), end=" ")
print(len(queue), list(queue)[:3], queue.popitem(), queue.popitem(), len(queue))
queue = dict.fromkeys(range(8))
for n in range(7):
    del queue[n]
print(queue.popitem(), queue)
queue["x"] = 1
queue["y"] = 2
print(queue, list(queue.items()))
stack = {}
for n in range(10):
    stack[n] = n
    stack[-n] = n
    stack.popitem()
print(stack)
print({k: v for k, v in zip("abc", range(3))}, {k: v for k, v in [(1, 2)] if k > 1}, {x: 1 for x in "aab"})
a = {"x": [1]}
b = a.copy()
b["x"].append(2)
b["y"] = 3
print(a, b)
nan = float("nan")
print(nan in {nan: 1}, {nan: 1}[nan], float("nan") in {nan: 1}, {nan: 1} == {nan: 1}, len({float("nan"): 1, float("nan"): 2}))
print({1: "int", 1.0: "float", True: "bool"}, {0: 1, False: 2, 0.0: 3, -0.0: 4}, {"1": 1, 1: 2})
print({2**53: 1}[float(2**53)], {10**15: 1}[1e15], {-1: 1, -2: 2}[-2.0], {0.5: 1}[0.5])
