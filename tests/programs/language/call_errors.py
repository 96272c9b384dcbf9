"""Calls that do not fit: messages of functions, methods and classes."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def f(a, b, c=3, *, d, e=5):
    return a, b, c, d, e


def g(a, /, b, *args, k=1, **kw):
    return a, b, args, k, kw


def none():
    pass


class C:
    def __init__(self, x):
        self.x = x

    def m(self, y):
        return y

    @classmethod
    def c(cls, z):
        return z

    @staticmethod
    def s(w):
        return w


attempt(f)
attempt(f, 1)
attempt(f, 1, 2)
attempt(f, 1, 2, 3, 4)
attempt(f, 1, 2, 3, 4, d=1)
attempt(f, 1, 2, d=1, a=5)
attempt(f, 1, 2, d=1, zz=5)
attempt(f, 1, 2, d=4)
attempt(g)
attempt(g, a=1, b=2)
attempt(g, 1, a=2, b=3)
attempt(g, 1, 2, 3, k=4, z=5)
attempt(none, 1)
attempt(none, 1, 2)
attempt(none, x=1)
attempt(C)
attempt(C, 1, 2)
attempt(C, y=1)
attempt(C(1).m)
attempt(C(1).m, 1, 2)
attempt(C.m, 1)
attempt(C.c)
attempt(C.s)
attempt(C.s, 1, 2)
attempt(lambda: None, 1)
attempt(lambda x, y: None)
attempt(lambda x, *, y: None, 1)
attempt(lambda x, *, y, z: None, 1)
attempt(lambda: f(*[1, 2], **{"d": 1}, **{"d": 2}))
attempt(lambda: f(1, b=2, **{"b": 3}))
attempt(len)
attempt(len, 1, 2)
attempt(len, obj=[])
attempt("a".upper, 1)
attempt("a".split, 1)
attempt("a".join)
attempt([].append)
attempt([].append, 1, 2)
attempt({}.get)
attempt({}.update, 1, 2)
attempt(dict, 5)
attempt(dict, [1])
attempt(dict, [(1, 2, 3)])
attempt(range)
attempt(range, "a")
attempt(range, 1, 2, 0)
attempt(isinstance, 1)
attempt(isinstance, 1, 5)
attempt(sorted)
attempt(sum, ["a"])
attempt(sum, 5)
attempt(zip, 5)
attempt(map)
attempt(map, 5)
attempt(min)
attempt(min, 5)
attempt(abs, "x")
attempt(round, "x")
attempt(pow, "x", 2)
attempt(divmod, 1, 0)
attempt(getattr, 1)
attempt(getattr, 1, 5)
attempt(reversed, 5)
attempt(reversed, {1})
attempt(iter)
attempt(next, [])
attempt(bool, 1, 2)
attempt(list, 1)
attempt(tuple, 1, 2)
attempt(set, 5)
attempt(float, "1", "2")
attempt(super)
attempt(5)
attempt("text")
attempt(None)
