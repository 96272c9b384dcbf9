"""Class bodies: what runs when, names that see each other, inheritance of class attributes, __call__, __class_getitem__, nested classes, type()."""
print("before")


class Body:
    print("in the body")
    a = 1
    b = a + 1
    items = [a, b]
    for i in range(3):
        if i == 1:
            break
    try:
        c = missing
    except NameError as error:
        c = str(error)

    def method(self):
        return Body.a, self.b, __class__.__name__

    def uses_module_name(self):
        try:
            return a
        except NameError as error:
            return str(error)

    class Inner:
        value = "inner"

        def outer(self):
            return Body

    if a == 1:
        def conditional(self):
            return "defined"
    del i


print(Body.items, Body.c, Body().method(), Body().uses_module_name(), Body.Inner().outer() is Body, Body().conditional(), hasattr(Body, "i"), hasattr(Body, "error"))
print(Body.__name__, Body.__qualname__, Body.Inner.__qualname__, Body.method.__qualname__, Body.__module__, Body.__doc__, Body.__bases__, Body().__class__ is Body)


class Counter:
    count = 0
    shared = []

    def __init__(self):
        Counter.count += 1
        self.count += 10
        self.shared.append(self.count)


print(Counter().count, Counter().count, Counter.count, Counter.shared)


class Child(Counter):
    count = 100

    def __init__(self):
        super().__init__()
        type(self).count += 1


print(Child().count, Child.count, Counter.count, Child.shared is Counter.shared)


class Callable:
    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


print(Callable()(1, k=2), Callable[int], callable(Callable()), callable(Counter()), callable(Callable))
Dynamic = type("Dynamic", (Counter,), {"x": 1, "get": lambda self: self.x, "__doc__": "made"})
print(Dynamic().get(), Dynamic.__name__, Dynamic.__doc__, Dynamic.__mro__[1].__name__, type(Dynamic) is type, isinstance(Dynamic(), Counter), issubclass(Dynamic, Counter))


def factory(n):
    class Made:
        number = n

        def get(self):
            return n, self.number
    return Made


one, two = factory(1), factory(2)
print(one().get(), two().get(), one is two, one.__qualname__, isinstance(one(), two))


class WithDefaults:
    def __init__(self, items=[], *, key=lambda x: x):
        self.items, self.key = items, key


a, b = WithDefaults(), WithDefaults()
a.items.append(1)
print(b.items, WithDefaults.__init__.__defaults__, WithDefaults.__init__.__kwdefaults__["key"](5))


class Registry:
    classes = {}

    def __init_subclass__(cls, /, name=None, **options):
        super().__init_subclass__(**options)
        Registry.classes[name or cls.__name__] = cls


class A(Registry):
    pass


class B(Registry, name="bee"):
    pass


print(sorted(Registry.classes), Registry.classes["bee"] is B)


class Singleton:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


print(Singleton(1) is Singleton(2), Singleton(3).value, Singleton.instance.value)


class Chain:
    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        self.calls.append(name)
        return self

    def __call__(self, *args):
        self.calls.append(args)
        return self


print(Chain().a.b(1).c().calls)


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + (other.cents if isinstance(other, Money) else other))

    __radd__ = __add__

    def __iadd__(self, other):
        self.cents += 1000
        return self

    def __repr__(self):
        return f"{self.cents / 100:.2f}"

    def __bool__(self):
        return self.cents != 0

    def __eq__(self, other):
        return self.cents == other.cents

    def __hash__(self):
        return hash(self.cents)


m = Money(150)
n = m
n += 5
print(m, n is m, sum([Money(1), Money(2)]), Money(1) + 2, 3 + Money(4), bool(Money(0)), {Money(1), Money(1)}, Money(1) in [Money(1)], Money(1) != Money(2))
