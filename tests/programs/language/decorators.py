"""Decorators: of functions, classes and methods, with arguments, stacked."""
import functools


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        parts = [repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()]
        result = function(*args, **kwargs)
        print(f"{function.__name__}({', '.join(parts)}) -> {result!r}")
        return result
    return wrapper


def repeat(times):
    print("repeat", times)

    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


@trace
def add(a, b=1):
    """Add."""
    return a + b


add(1)
add(1, b=5)
print(add.__name__, add.__doc__, add.__wrapped__(2, 2))


@repeat(2)
@trace
@repeat(times=1)
def hello(name):
    return "hello " + name


print(hello("ann"))


def register(cls):
    cls.registered = True
    registry.append(cls.__name__)
    return cls


registry = []


@register
class Plugin:
    @staticmethod
    @trace
    def static(x):
        return x

    @classmethod
    @trace
    def make(cls):
        return cls.__name__

    @trace
    def method(self):
        return 1

    def __repr__(self):
        return "<plugin>"


Plugin.static(1)
Plugin().make()
Plugin().method()
print(Plugin.registered, registry)


class CountCalls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def counted(x):
    return x


counted(1)
counted(2)
print(counted.calls, counted.__name__)
table = {}
@table.setdefault("key", lambda f: f)
def anything():
    return "any expression"


print(anything())


def singleton(cls):
    instances = {}

    def get(*args):
        if cls not in instances:
            instances[cls] = cls(*args)
        return instances[cls]
    return get


@singleton
class Config:
    def __init__(self, name):
        self.name = name


print(Config("a") is Config("b"), Config("c").name)
try:
    @5
    def f(): ...
except TypeError as error:
    print(error)
