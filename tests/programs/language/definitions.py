"""Functions, decorators, defaults, annotations, docstrings and lambdas."""


def documented(a, b):
    """First line.

        Indented more.
    Indented as the body.
    """


print(repr(documented.__doc__), documented.__name__, documented.__qualname__, documented.__module__)


def trace(tag):
    print("make", tag)

    def decorate(function):
        print("apply", tag, function.__name__)
        return function

    return decorate


@trace("outer")
@trace("inner")
def decorated():
    return "result"


print(decorated())


def replace(function):
    return lambda *args: ("replaced", function(*args))


@replace
def plus(a, b):
    return a + b


print(plus(1, 2))


@trace("class")
class Decorated:
    @staticmethod
    def static(a):
        return a

    @classmethod
    def make(cls):
        return cls.__name__

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        self._value = new * 2


thing = Decorated()
thing.value = 4
print(Decorated.static(1), Decorated.make(), thing.value)


def say(what):
    print("evaluate", what)
    return what


def defaults(a=say("a"), *, k=say("k"), b: say("annotation") = say("b")) -> say("returns"):
    return a, k, b


print(defaults(), defaults.__defaults__, defaults.__kwdefaults__, defaults.__annotations__)


def mutable(items=[]):
    items.append(len(items))
    return items


print(mutable(), mutable(), mutable([5]))


def positional(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


print(positional(1, d=4), positional(1, 2, 3, 4, 5, d=6, f=7, a=8))

for call in (
    lambda: positional(),
    lambda: positional(1),
    lambda: documented(1),
    lambda: documented(1, 2, 3),
    lambda: documented(1, 2, c=3),
    lambda: documented(1, a=3),
    lambda: documented(*[1, 2], **{"b": 1}),
    lambda: documented(1, **{"b": 2}, **{"b": 3}),
    lambda: documented(*5),
    lambda: documented(**5),
    lambda: documented(**{1: 2}),
):
    try:
        print(call())
    except TypeError as error:
        print(error)

print((lambda: 1)(), (lambda a, *b, c=3, **d: (a, b, c, d))(1, 2, e=5), (lambda x: lambda y: x + y)(1)(2))
print((lambda: (yield)).__name__, sorted([3, 1, 2], key=lambda n: -n))


def annotated(a: int, b: "str" = "x", *args: float, c: list = None, **kwargs: dict) -> bool:
    local: int = 5
    other: undefined_name
    return local


print(annotated.__annotations__, annotated(1))

module_level: int = 3
unset: str
print(__annotations__)


class Annotated:
    x: int
    y: str = "y"
    __private: float = 1.0

    def method(self, z: int) -> "Annotated":
        self.w: int = 1
        return self


print(Annotated.__annotations__, Annotated.method.__annotations__, hasattr(Annotated, "x"))


def many(
    a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23,
    a24, a25, a26, a27, a28, a29, a30, a31, a32, a33,
):
    return a0 + a33


print(many(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33))
print(max(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33))
print(dict(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15, p=16, q=17, **{"r": 18}))
print([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32])
print({0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: 15, 16: 16})
n = 1
print((n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32))
print({*[1, 2], 3, *(4,)}, [*"ab", *[]], (*"x", 1), {**{"a": 1}, "b": 2, **{"a": 3}})


def outer():
    def inner():
        class Local:
            def method(self):
                return lambda: None

        return Local

    return inner


print(outer().__qualname__, outer()().__qualname__, outer()()().method().__qualname__)
print((lambda: (n for n in ()))().__qualname__, [lambda: 0 for _ in "a"][0].__qualname__)


def inner_global():
    global placed

    def placed():
        pass


inner_global()
print(placed.__qualname__)


class Empty:
    pass


class Documented:
    """What it is."""

    class Inner:
        "Inner."


print(Empty.__doc__, Documented.__doc__, Documented.Inner.__doc__, Documented.Inner.__qualname__)


class Keywords:
    def __init_subclass__(cls, /, tag="none", **rest):
        cls.tag = tag


class Tagged(Keywords, tag="t"):
    pass


class Spread(*[Keywords], **{"tag": "spread"}):
    pass


print(Tagged.tag, Spread.tag, Spread.__bases__ == (Keywords,))


class Base:
    def greet(self):
        return "base"

    @classmethod
    def build(cls):
        return cls.__name__


class Child(Base):
    def greet(self):
        return super().greet() + " child"

    @classmethod
    def build(cls):
        return super().build() + "!"

    def explicit(self):
        return super(Child, self).greet()

    def in_lambda(self):
        return (lambda: super(Child, self).greet())()

    def in_comprehension(self):
        return [super(Child, self).greet() for _ in range(1)]

    def without_arguments(self):
        return [super().greet() for _ in range(1)], {super().greet() for _ in range(1)}

    def in_generator(self):
        try:
            return list(super().greet() for _ in range(1))
        except TypeError as error:
            return str(error)

    def which(self):
        return __class__


print(Child().without_arguments(), Child().in_generator())
print(Child().greet(), Child.build(), Child().explicit(), Child().in_lambda(), Child().in_comprehension())
print(Child().which() is Child)


def super_outside():
    try:
        super()
    except RuntimeError as error:
        return str(error)


print(super_outside())


class Conditional:
    if n == 1:
        kind = "one"

        def get(self):
            return self.kind

    else:
        kind = "other"
    for step in range(3):
        pass
    try:
        missing
    except NameError:
        caught = True
    with_default = [kind for kind in ("shadow",)]


print(Conditional().get(), Conditional.step, Conditional.caught, Conditional.with_default)
print(f"{n}", f"{n!r:>4}|{n:03}|{n=}|{n + 1 = }|{'a' 'b'!s:*^6}|{{}}", f"{n:{n + 2}}", f"{[f'{i}' for i in range(2)]}")
print(f"{'nested ' + f'{n}'}" " joined " f"{n}{n}", f"", f"{3.14159:.{n + 1}f}", f"{ {'k': 1}['k'] }")
