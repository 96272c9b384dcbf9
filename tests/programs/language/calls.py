"""Every form of call and of parameter."""


def attempt(action, *arguments, **keywords):
    try:
        print(action(*arguments, **keywords))
    except TypeError as error:
        print("TypeError:", error)


def plain(a, b):
    return a, b


def defaults(a, b=2, *, c=3, d):
    return a, b, c, d


def everything(a, /, b, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def positional(a, b, /):
    return a, b


attempt(plain, 1, 2)
attempt(plain, 1, b=2)
attempt(plain, b=1, a=2)
attempt(plain)
attempt(plain, 1)
attempt(plain, 1, 2, 3)
attempt(plain, 1, 2, a=3)
attempt(plain, 1, 2, c=3)
attempt(plain, 1, bb=3)
attempt(defaults, 1, d=4)
attempt(defaults, 1, 5, c=6, d=7)
attempt(defaults, 1)
attempt(defaults, d=1)
attempt(defaults, 1, 2, 3, d=4)
attempt(defaults, 1, 2, 3, 4)
attempt(everything, 1, 2, c=3)
attempt(everything, 1, 2, 3, 4, c=5, d=6, a=7, e=8)
attempt(everything, 1, c=3)
attempt(everything, 1, 2)
attempt(positional, 1, 2)
attempt(positional, 1, b=2)
attempt(positional, a=1, b=2)
attempt(lambda: 0, 1)
attempt(lambda *a, **k: (a, k), 1, 2, x=3)
attempt(lambda x, y=(1, 2): (x, y), 0)
print(plain(*(1, 2)), plain(*[1], **{"b": 2}), plain(**{"a": 1, "b": 2}))
print(everything(*range(5), **{"c": 1, "z": 2}))
for call in (
    lambda: plain(*5),
    lambda: plain(1, *5),
    lambda: plain(**5),
    lambda: plain(**{1: 2}),
    lambda: plain(**{"a": 1}, **{"a": 2}),
    lambda: plain(1, **{"a": 1}),
    lambda: 5(),
    lambda: "x"(),
):
    attempt(call)


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __call__(self, scale):
        return Point(self.x * scale, self.y * scale)

    def shown(self):
        return f"({self.x}, {self.y})"

    @staticmethod
    def zero():
        return Point(0)

    @classmethod
    def square(cls, side):
        return cls(side, side)


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

    def shown(self):
        return super().shown() + f"/{self.z}"


print(Point(1).shown(), Point(1, 2)(3).shown(), Point.zero().shown(), Point.square(4).shown())
print(Point3(1, 2, 3).shown(), Point.shown(Point3(4, 5, 6)))
attempt(Point)
attempt(Point, 1, 2, 3)
attempt(Point, z=1)
attempt(Point(1).shown, 5)
method = Point(8, 9).shown
print(method(), method.__name__, method.__self__.x, method.__func__ is Point.shown)


class Wrong:
    def __init__(self):
        return 5


attempt(Wrong)


class Empty:
    pass


attempt(Empty, 1)
attempt(Empty, a=1)


def mutable(x, seen=[]):
    seen.append(x)
    return seen


print(mutable(1), mutable(2), mutable.__defaults__)


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


one, two = counter(), counter()
print(one(), one(), one(10), two(), [f() for f in (one, two)])
print([f(3) for f in [lambda x, i=i: x * i for i in range(4)]])
print([f() for f in [lambda: i for i in range(4)]])
print(counter.__name__, counter().__qualname__, one.__closure__[0].cell_contents, one.__code__.co_name)


def annotated(a: int, b: "str" = "x", *args: float, **kw: dict) -> list:
    """What it does."""


print(annotated.__annotations__, annotated.__doc__, annotated(1))
annotated.extra = 5
print(annotated.extra, annotated.__dict__, annotated.__module__)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(16))


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(900))
try:
    deep(5000)
except RecursionError as error:
    print("RecursionError:", error)
