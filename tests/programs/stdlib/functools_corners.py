"""partial, wraps, reduce, lru_cache, cached_property, total_ordering and singledispatch at their corners."""
import functools


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


def show(*args, **kwargs):
    """Shows."""
    return args, kwargs


p = functools.partial(show, 1, k=2)
print(p(3, z=4), p(k=9), p.args, p.keywords, p.func is show, functools.partial(p, 5, k=7)(6), functools.partial(p, 5).args)
attempt("partial of int", lambda: functools.partial(5))
attempt("partial empty", lambda: functools.partial())
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(max, [3], 9), functools.reduce(show, [], "initial"))
attempt("reduce empty", lambda: functools.reduce(max, []))
attempt("reduce int", lambda: functools.reduce(max, 5))


def deco(f):
    @functools.wraps(f)
    def inner(*args):
        return "wrapped", f(*args)
    return inner


wrapped = deco(show)
print(wrapped.__name__, wrapped.__doc__, wrapped.__wrapped__ is show, wrapped(1), wrapped.__qualname__)
calls = []


@functools.lru_cache(maxsize=2)
def square(n, scale=1):
    calls.append((n, scale))
    return n * n * scale


print([square(n) for n in (1, 2, 1, 3, 2, 1)], calls, square.cache_info())
square.cache_clear()
print(square.cache_info(), square(2, scale=2), square(2, 2), square(2.0), square.__wrapped__(5), square.cache_parameters())
attempt("unhashable", lambda: square([1]))


@functools.lru_cache
def plain(n):
    if n < 0:
        raise ValueError(n)
    return n


for n in (1, -1, -1, 1):
    attempt("plain", lambda: plain(n))
print(plain.cache_info())


@functools.lru_cache(maxsize=None, typed=True)
def typed(n):
    return type(n).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info())


@functools.lru_cache(maxsize=0)
def never(n):
    return n


print(never(1), never(1), never.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info().currsize)


class Circle:
    made = 0

    def __init__(self, r):
        self.r = r

    @functools.cached_property
    def area(self):
        Circle.made += 1
        return self.r ** 2 * 3

    @functools.lru_cache
    def method(self, x):
        return self.r + x


c = Circle(2)
print(c.area, c.area, Circle.made, "area" in vars(c), c.method(1), c.method(1))
c.area = 5
print(c.area)
del c.area
print(c.area, Circle.made)
attempt("on the class", lambda: type(Circle.area).__name__)


@functools.total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Size) else NotImplemented

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Size) else NotImplemented


a, b = Size(1), Size(2)
print(a < b, a <= b, a > b, a >= b, a <= Size(1), a != b, sorted([b, a])[0] is a)
attempt("other", lambda: a <= 5)


def no_order():
    @functools.total_ordering
    class Wrong:
        pass


attempt("no order", no_order)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda x, y: y - x)))
