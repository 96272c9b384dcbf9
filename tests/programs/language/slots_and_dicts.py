"""__slots__: what they allow and refuse, inherited, with properties and defaults; __dict__, vars, dir of both kinds."""


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(1, 2)
print(p.x, p.y, Point.__slots__)
attempt("set other", lambda: setattr(p, "z", 3))
attempt("get other", lambda: p.z)
attempt("del", lambda: delattr(p, "x"))
attempt("deleted", lambda: p.x)
attempt("del again", lambda: delattr(p, "x"))
p.x = 5
attempt("dict", lambda: p.__dict__)
attempt("vars", lambda: vars(p))
attempt("hasattr", lambda: (hasattr(p, "x"), hasattr(p, "z")))


class Named(Point):
    __slots__ = "name"


n = Named(1, 2)
attempt("unset", lambda: n.name)
n.name = "n"
print(n.name, n.x, Named.__slots__)


class Open(Point):
    pass


o = Open(1, 2)
o.z = 3
print(o.z, o.x, "z" in vars(o))


class Locked:
    __slots__ = ()


attempt("locked", lambda: setattr(Locked(), "a", 1))


def conflicting():
    class Wrong:
        __slots__ = ("a",)
        a = 1


attempt("conflict", conflicting)


class WithProperty:
    __slots__ = ("_v",)

    @property
    def v(self):
        return self._v

    @v.setter
    def v(self, value):
        self._v = value * 2


w = WithProperty()
w.v = 4
print(w.v, w._v)
attempt("class attribute through instance", lambda: setattr(w, "v2", 1))


class Plain:
    kind = "class"

    def __init__(self):
        self.a = 1

    def method(self):
        pass


q = Plain()
q.b = 2
print(vars(q), q.__dict__ is q.__dict__, list(q.__dict__))
q.__dict__["c"] = 3
print(q.c, sorted(k for k in vars(Plain) if not k.startswith("__")))
del q.a
attempt("gone", lambda: q.a)
q.kind = "own"
print(q.kind, Plain.kind)
del q.kind
print(q.kind)
attempt("del class attribute", lambda: delattr(q, "kind"))
print([name for name in dir(q) if not name.startswith("__")])
attempt("vars of int", lambda: vars(5))
attempt("setattr on int", lambda: setattr(5, "a", 1))
attempt("setattr on class int", lambda: setattr(int, "a", 1))
attempt("setattr on function", lambda: setattr(attempt, "note", "fine") or attempt.note)
attempt("name not str", lambda: setattr(q, 5, 1))
attempt("getattr not str", lambda: getattr(q, 5))
attempt("getattr default", lambda: getattr(q, "nothing", "default"))

attempt("dict assigned", lambda: setattr(q, "__dict__", {"new": 1}) or q.new)
attempt("dict wrong", lambda: setattr(q, "__dict__", 5))
attempt("list attribute", lambda: [].nothing)
attempt("None attribute", lambda: None.nothing)
