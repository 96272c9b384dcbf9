"""An object's __dict__ is its attributes: reading, writing, order."""
class Box:
    kind = "box"

    def __init__(self, **values):
        self.__dict__.update(values)

    def size(self):
        return len(self.__dict__)


b = Box(a=1, b=2)
print(b.a, b.b, b.size(), vars(b), b.__dict__ is b.__dict__)
b.__dict__["c"] = 3
b.d = 4
print(b.c, b.__dict__, "c" in vars(b), list(vars(b)))
del b.__dict__["a"]
try:
    b.a
except AttributeError as error:
    print(error)
del b.b
print(vars(b), b.__dict__.pop("c"), hasattr(b, "c"), b.__dict__.get("d"))
seen = b.__dict__
b.later = "x"
print(seen, seen == {"d": 4, "later": "x"}, {**b.__dict__})
b.__dict__["size"] = lambda: "own"
print(b.size())
del b.size
print(b.size(), b.kind, Box.__dict__["kind"])
b.__dict__.setdefault("d", 5)
b.__dict__ |= {"e": 6}
print(b.d, b.e)
vars(b).clear()
print(b.__dict__, b.size())
for name in "xyz":
    setattr(b, name, name.upper())
for name, value in b.__dict__.items():
    print(name, value, end=" ")
print()


class Borg:
    shared = {}

    def __init__(self):
        self.__dict__ = self.shared


one, two = Borg(), Borg()
one.value = 1
print(two.value, one.__dict__ is two.__dict__)


class Failure(Exception):
    def __init__(self, **details):
        super().__init__("failed")
        self.__dict__.update(details)


f = Failure(code=3)
print(f.code, f.__dict__, f.args)


class Recorder:
    def __setattr__(self, name, value):
        self.__dict__[name] = ("set", value)


r = Recorder()
r.x = 1
print(r.x, r.__dict__)


class Lazy:
    def __getattr__(self, name):
        print("making", name)
        value = self.__dict__[name] = name * 2
        return value


lazy = Lazy()
print(lazy.ab, lazy.ab)


class Slotted:
    __slots__ = ("a",)


try:
    Slotted().__dict__
except AttributeError as error:
    print(error)
try:
    b.__dict__ = 5
except TypeError as error:
    print(error)
