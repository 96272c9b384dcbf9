"""Closures: late binding, nonlocal, global, default arguments, counters."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


functions = [lambda: i for i in range(3)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])


def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return step, peek


step, peek = counter(10)
step(), step(5)
print(peek(), step.__closure__ is not None if hasattr(step, "__closure__") else True)
total = 0


def add(n):
    global total, fresh
    total += n
    fresh = "made"


add(3)
print(total, fresh)


def shadow():
    print(total)
    total = 1


attempt(shadow)


def deleted():
    x = 1
    del x
    return x


attempt(deleted)


def free():
    def inner():
        return later
    try:
        inner()
    except NameError as error:
        print(error)
    later = 1
    return inner()


print(free())


def default(item, to=[]):
    to.append(item)
    return to


print(default(1), default(2), default(3, []), default.__defaults__)
x = "module"


class Scope:
    x = "class"
    y = [x for _ in range(1)]

    def method(self):
        return x


print(Scope().method(), Scope.y, Scope.x)


def outer():
    x = "outer"

    class Inner:
        seen = x

        def get(self):
            return x

    x = "changed"
    return Inner.seen, Inner().get()


print(outer())


def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x
    return composed


print(compose(str, lambda n: n + 1, abs)(-5))


def recursive(n):
    return 1 if n == 0 else n * recursive(n - 1)


print(recursive(10), (lambda f: f(f, 5))(lambda f, n: 1 if n < 2 else n * f(f, n - 1)))
print([(lambda: x)() for x in range(3)], x, list(map(lambda a, b=2, *c, d=4, **e: (a, b, c, d, e), [1])))


def conditional(flag):
    if flag:
        value = 1
    return value


attempt(conditional, True)
attempt(conditional, False)
