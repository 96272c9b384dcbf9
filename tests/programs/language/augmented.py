"""Augmented assignment: every operator, targets of every kind, evaluated once."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


x = 10
x += 5; print(x)
x -= 3; print(x)
x *= 2; print(x)
x //= 5; print(x)
x **= 3; print(x)
x %= 50; print(x)
x <<= 2; print(x)
x >>= 1; print(x)
x |= 1; print(x)
x &= 7; print(x)
x ^= 2; print(x)
x /= 2; print(x)
s = "ab"
s += "c"
s *= 2
print(s)
a = b = [1]
a += [2]
print(b)
a = a + [3]
print(b, a)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)
calls = []


def index():
    calls.append("index")
    return 0


def target():
    calls.append("target")
    return data


data = [5]
target()[index()] += 1
print(data, calls)


class Box:
    n = 1


box = Box()
box.n += 1
print(box.n, Box.n, vars(box))
d = {"k": 1}
d["k"] += 1
d |= {"j": 2}
print(d)
st = {1}
st |= {2}
st -= {1}
st ^= {2, 3}
st &= {3, 4}
print(st)
attempt(lambda: d["none"])
try:
    d["none"] += 1
except KeyError as error:
    print(repr(error))
try:
    undefined += 1
except NameError as error:
    print(error)


def local():
    x += 1


attempt(local)
try:
    x += "a"
except TypeError as error:
    print(error)
try:
    s -= 1
except TypeError as error:
    print(error)
try:
    a += 5
except TypeError as error:
    print(error)
a += "xy"
a += (i for i in range(2))
print(a)
