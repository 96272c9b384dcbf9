"""Descriptors: data against non-data, lookups on classes, __set_name__, __delete__, methods as descriptors, __getattr__ fallbacks."""


class Data:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return f"class access of {self.name} on {owner.__name__}"
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        instance.__dict__.pop(self.name, None)


class NonData:
    def __get__(self, instance, owner):
        return "from the descriptor"


class Holder:
    data = Data()
    plain = NonData()


class Derived(Holder):
    pass


h = Derived()
print(h.data, Derived.data)
h.data = 5
print(h.data, h.__dict__)
del h.data
print(h.data)
h.__dict__["data"] = "hidden"
print(h.data)
print(h.plain)
h.plain = "own"
print(h.plain, Derived.plain)
del h.plain
print(h.plain)


class Validated:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.slot)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.slot[1:]} wants {self.kind.__name__}, not {type(value).__name__}")
        setattr(instance, self.slot, value)


class Order:
    count, name = Validated(int), Validated(str)

    def __init__(self, count, name):
        self.count, self.name = count, name


print(Order(3, "x").count, type(Order.name).__name__)
for args in (("3", "x"), (3, 4)):
    try:
        Order(*args)
    except TypeError as error:
        print(error)


class Fallback:
    real = 1

    def __getattr__(self, name):
        if name.startswith("lazy_"):
            return name[5:].upper()
        raise AttributeError(f"no {name} here")


f = Fallback()
print(f.real, f.lazy_value, getattr(f, "other", "default"), hasattr(f, "lazy_x"), hasattr(f, "y"))
try:
    f.missing
except AttributeError as error:
    print(error, error.name, error.obj is f)


class Everything:
    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("hidden")
        return f"<{name}>"

    def __getattr__(self, name):
        return f"fallback {name}"


e = Everything()
print(e.anything, e.secret, e.__class__)


class PropertyFails:
    @property
    def broken(self):
        return self.nothing

    @property
    def read_only(self):
        return 1


p = PropertyFails()
for action in (lambda: p.broken, lambda: setattr(p, "read_only", 2), lambda: delattr(p, "read_only"), lambda: setattr(p, "broken", 1)):
    try:
        action()
    except AttributeError as error:
        print(error)


class Methods:
    def plain(self):
        return "plain", self is not None

    @staticmethod
    def static(*args):
        return "static", args

    @classmethod
    def of_class(cls, *args):
        return "class", cls.__name__, args


m = Methods()
print(m.plain(), Methods.plain(m), m.static(1), Methods.static(), m.of_class(2), Methods.of_class())
print(Methods.plain.__get__(m)(), m.plain.__self__ is m, m.plain.__func__ is Methods.plain, m.plain == m.plain, m.plain is m.plain)
m.plain = lambda: "instance function gets no self"
print(m.plain())


class Counter:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

    def __get__(self, instance, owner):
        return lambda *args: self(instance, *args)


class Counted:
    @Counter
    def work(self, n):
        return n + 1


c = Counted()
print(c.work(1), c.work(2), Counted.__dict__["work"].calls)
