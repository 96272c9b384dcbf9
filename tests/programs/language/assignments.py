"""Assignments of every kind, and the order in which their parts are evaluated."""

log = []


def note(tag, value=None):
    log.append(tag)
    return value


class Box:
    def __init__(self, name):
        self.__dict_name = name

    def __getitem__(self, index):
        log.append(f"get [{index}]")
        return 10

    def __setitem__(self, index, value):
        log.append(f"set [{index}] = {value}")

    def __delitem__(self, index):
        log.append(f"del [{index}]")

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        log.append(f"get .{name}")
        return 20


def show():
    print(log)
    log.clear()


box = Box("box")
note("target", box)[note("index", 1)] = note("value", 2)
show()
note("a", box)[note("b", 1)] = note("c", box)[note("d", 2)] = note("value", 3)
show()
note("t", box)[note("i", 4)] += note("v", 5)
show()
note("t", box).size
show()
del note("t", box)[note("i", 0)], box[1]
show()
box[1:2], box[::3] = box[1, 2], 6
show()

a = b = c = []
a.append(1)
print(a is b is c, c)
a, b = 1, 2
a, b = b, a
print(a, b)
(a, [b, c]), *d, e = (1, [2, 3]), 4, 5, 6
print(a, b, c, d, e)
*a, b = "xyz"
[c, *d] = range(3)
print(a, b, c, d)
a = *range(3), 9
print(a)

for bad in ((1,), (1, 2, 3), 5):
    try:
        x, y = bad
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    x, *y, z = [1]
except ValueError as error:
    print(error)

n = 7
n += 1
n -= 2
n *= 3
n //= 2
n **= 2
n %= 50
n |= 6
n &= 14
n ^= 3
n <<= 4
n >>= 1
print(n)
f = 7
f /= 2
print(f)
text = "ab"
text += "cd"
text *= 2
print(text)
items = same = [1]
items += [2]
items *= 2
print(same, items is same)


class Adds:
    def __init__(self, n):
        self.n = n

    def __iadd__(self, other):
        self.n += other
        return self


adds = Adds(1)
alias = adds
adds += 5
print(adds is alias, adds.n)
alias.n -= 1
print(adds.n)


def augmented_unbound():
    try:
        missing += 1
    except UnboundLocalError as error:
        print(error)


augmented_unbound()

if (length := len([1, 2, 3])) > 2:
    print("walrus", length)
print((first := 1, second := first + 1), first, second)
print([y := 5, y**2], y)
while (chunk := (items.pop() if items else None)) is not None:
    print("chunk", chunk)

x = y = z = 0
x, y, z = z, x, y = 1, 2, 3
print(x, y, z)
i = 0
i, table = 1, [0, 0, 0]
i, table[i] = 2, "at two"
print(i, table)


class Attributes:
    pass


thing = Attributes()
thing.a = thing.b = 1
thing.a, thing.c = thing.b + 1, "c"
print(vars(thing))
del thing.a, thing.c
print(vars(thing), hasattr(thing, "a"))
try:
    del thing.a
except AttributeError as error:
    print(error)
del (x, y), [z]
try:
    print(z)
except NameError as error:
    print(error)

nested = {"k": [1, {"deep": (4, 5)}]}
nested["k"][1]["deep"], nested["new"] = 6, 7
print(nested)
nested["k"][0] += 100
print(nested)
numbers = list(range(10))
numbers[2:5] = ["a"]
del numbers[-2:]
numbers[::2] = "pqrs"[: len(numbers[::2])]
print(numbers)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 != 0, 1 == 1.0 == True, not 1 < 2 < 0)
print(note("l", 1) < note("m", 0) < note("r", 5), log)
log.clear()
print(note("a", 0) or note("b", "") or note("c", [])), print(note("a", 1) and note("b", 2) and note("c", 3))
show()
print({note("k1"): note("v1"), note("k2"): note("v2")} and log)
log.clear()
print(note("then", 1) if note("if", False) else note("else", 2), log)
log.clear()
(note("f", lambda *a, **k: None))(note(1), *[note(2)], k=note(3), **{"m": note(4)})
show()
