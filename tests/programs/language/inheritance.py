"""Inheritance: order of resolution, super in diamonds, mixins, __init_subclass__."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class A:
    def hello(self):
        return ["A"]


class B(A):
    def hello(self):
        return ["B"] + super().hello()


class C(A):
    def hello(self):
        return ["C"] + super().hello()


class D(B, C):
    def hello(self):
        return ["D"] + super().hello()


print(D().hello(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__), D.__bases__, D.__base__ if hasattr(D, "__base__") else "")
print(isinstance(D(), A), issubclass(D, (int, C)), issubclass(A, D), type(D()) is D, A.__subclasses__())


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[name or cls.__name__.lower()] = cls


class Csv(Plugin):
    pass


class Json(Plugin, name="js"):
    pass


print(Plugin.registry)
attempt(lambda: type("Bad", (A, D), {}))
attempt(lambda: type("Twice", (A, A), {}))
attempt(lambda: type("Num", (5,), {}))


class Loud:
    def speak(self):
        return super().speak().upper() + "!"


class Quiet:
    def speak(self):
        return "psst"


class Person(Loud, Quiet):
    pass


print(Person().speak())
attempt(lambda: Loud().speak())


class Counted:
    made = 0

    def __new__(cls, *args):
        Counted.made += 1
        return super().__new__(cls)

    def __init__(self, n):
        self.n = n


print([Counted(n).n for n in range(3)], Counted.made)


class Singleton:
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only


print(Singleton() is Singleton())


class Base:
    def __init__(self, x):
        self.x = x


class Child(Base):
    def __init__(self, x, y):
        Base.__init__(self, x)
        self.y = y


child = Child(1, 2)
print(child.x, child.y, Child.__name__, Child.__qualname__, Child.__module__)
attempt(Child, 1)
attempt(Base)
attempt(A, 1)
attempt(lambda: A().missing)
attempt(lambda: A.missing)
Dynamic = type("Dynamic", (A,), {"x": 5, "go": lambda self: self.x})
print(Dynamic().go(), Dynamic, Dynamic().hello())


class Outer:
    class Inner:
        def where(self):
            return type(self).__qualname__

    @classmethod
    def make(cls):
        return cls.Inner()


print(Outer.make().where(), Outer.Inner, repr(Outer.Inner().where).split(" at ")[0])
