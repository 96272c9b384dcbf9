"""functools: partial, wraps, reduce, lru_cache, cache, cached_property."""
from functools import cache, cached_property, lru_cache, partial, reduce, wraps


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def power(base, exponent=2, *, offset=0):
    """Raise."""
    return base ** exponent + offset


square = partial(power, offset=1)
cube = partial(square, exponent=3)
print(square(3), cube(2), cube(2, offset=0), cube.keywords, cube.args, cube.func is power)
attempt(square, 1, 2, 3)
attempt(partial)
attempt(partial, 5)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [], 5), reduce(lambda a, b: a + b, "abc", ">"))
attempt(reduce, max, [])


def loud(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("calling", function.__name__)
        return function(*args, **kwargs)
    return wrapper


louder = loud(power)
print(louder(2), louder.__name__, louder.__doc__, louder.__wrapped__ is power, louder.__qualname__)

calls = []


@lru_cache(maxsize=2)
def slow(n, scale=1):
    calls.append(n)
    return n * scale


print([slow(n) for n in (1, 2, 1, 3, 2)], calls, slow.cache_info())
print(slow(1, scale=2), slow(scale=2, n=1), slow.cache_info().misses, slow.cache_parameters())
attempt(slow, [])
slow.cache_clear()
print(slow.cache_info())


@lru_cache
def plain(x):
    return x


@cache
def unbounded(x):
    return x


print(plain(1), plain(1.0), plain(True), plain.cache_info(), unbounded(3), unbounded.cache_info())


@lru_cache(typed=True)
def typed(x):
    return x


print(typed(1), typed(1.0), typed.cache_info())


class Circle:
    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        """The area."""
        print("computing")
        return 3 * self.r ** 2


c = Circle(2)
print(c.area, c.area, c.__dict__, Circle.area.__doc__)
c.area = 1
print(c.area)
del c.area
print(c.area)


class Method:
    @lru_cache(maxsize=None)
    def double(self, n):
        return 2 * n


m = Method()
print(m.double(2), m.double(2), Method.double.cache_info())
