"""contextvars: every call in success and in misuse."""
import contextvars
from contextvars import ContextVar, Context, Token, copy_context


def without_addresses(text):
    first, *others = text.split(" at 0x")
    return first + "".join(" at _" + other.lstrip("0123456789abcdef") for other in others)


def tell(text, call, *args, **kwargs):
    try:
        print(text, "->", without_addresses(repr(call(*args, **kwargs))))
    except Exception as e:
        print(text, "!!", type(e).__name__, without_addresses(str(e)))


v = ContextVar("v", default=[1])
w = ContextVar("w")
tell("repr", lambda: v)
tell("repr w", lambda: w)
print(v.name, type(v), Context, Token, type(v).__name__, type(v).__module__)
t = v.set(3)
tell("token", lambda: t)
print(t.var is v, t.old_value, t.old_value is Token.MISSING, Token.MISSING)
t2 = v.set(4)
print(t2.old_value, v.get(), v.get(9))
tell("other variable", w.reset, t2)
v.reset(t2)
tell("used", lambda: t2)
print(v.get())
tell("used again", v.reset, t2)
tell("no token", v.reset, 3)
tell("other context", lambda: Context().run(v.reset, t))
v.reset(t)
print(v.get(), v.get(8))
tell("nothing", w.get)
print(w.get(None), w.get("x"))
tell("ContextVar()", ContextVar)
tell("ContextVar(1)", ContextVar, 1)
tell("two", ContextVar, "a", "b")
tell("more", ContextVar, "a", default=1, foo=2)
tell("name=", lambda: ContextVar(name="z"))
tell("get 2", w.get, 1, 2)
tell("get default=", lambda: w.get(default=1))
tell("set 0", w.set)
tell("set value=", lambda: w.set(value=1))
tell("set 2", w.set, 1, 2)
tell("reset 0", w.reset)
tell("Token()", Token)
tell("Context(1)", Context, 1)
tell("Context(a=1)", lambda: Context(a=1))
tell("run()", Context().run)
tell("run(callable=)", lambda: Context().run(callable=print))
tell("run(3)", Context().run, 3)
tell("['x']", lambda: Context()["x"])
tell("[v]", lambda: Context()[v])
tell("'x' in", lambda: "x" in Context())
tell("get('x')", lambda: Context().get("x"))
tell("get(v)", lambda: Context().get(v))
tell("get(v, 1)", lambda: Context().get(v, 1))
tell("get()", lambda: Context().get())
tell("copy(1)", lambda: Context().copy(1))
tell("copy_context(1)", lambda: copy_context(1))
tell("name = ", setattr, v, "name", "z")
tell("foo = ", setattr, v, "foo", "z")
tell("foo", lambda: v.foo)
tell("ctx.a = ", setattr, Context(), "a", 1)
tell("ctx.a", lambda: Context().a)
tell("del", lambda: Context().__delitem__(v))
tell("hash", hash, Context())
tell("hash token", hash, t)
tell("<", lambda: Context() < Context())
print(Context() == Context(), bool(Context()), len(Context()), list(Context()), Context() == 3, Context() != Context())
one, two = ContextVar("one"), ContextVar("two")
one.set(1)
two.set(2)
t = one.set(1)
for name in ("var", "old_value", "more"):
    tell(name, setattr, t, name, 1)
    tell(name, delattr, t, name)
tell("del name", delattr, v, "name")
c = copy_context()
print(len(c), sorted((k.name, x) for k, x in c.items()), sorted(c.values()), sorted(k.name for k in c.keys()), sorted(k.name for k in c))
print(one in c, w in c, c[one], c.get(two), bool(c), c == copy_context(), c.copy() == c, c.copy() is c)
d = c.copy()


def change(a, b=0, *, c=0):
    one.set(a)
    two.set(b)
    w.set(c)
    return a + b + c


print(d.run(change, 10, b=20, c=30))
print(one.get(), two.get(), w.get(None), d[one], d[two], d[w], c[one], c == d, c != d)
it = iter(d)
d.run(one.set, 99)
print(d[one], len(list(it)))


def again():
    return d.run(again)


tell("again", lambda: d.run(again))
print(d.run(lambda: c.run(lambda: Context().run(lambda: one.get("none")))))
tell("raise", d.run, lambda: 1 / 0)
tell("nested reraise", d.run, lambda: c.run(int, "x"))
print(d.run(one.get), one.get())


def gen():
    while True:
        yield one.get("unset")


g = gen()
print(next(g), d.run(next, g), c.run(next, g), Context().run(next, g), next(g))
print(d.run(g.send, None), d.run(list, (one.get() for _ in range(2))))


class Thing:
    def __init__(self, n):
        self.n = n, one.get("no")

    def show(self):
        return self.n, one.get("no")


print(d.run(Thing, 5).n, d.run(Thing(1).show), Context().run(Thing(2).show))
print(Context().run(d.run, one.get), Context().run(d.run, lambda: (one.get(), two.get())), one.get())
x: ContextVar[int] = ContextVar("x")
print(ContextVar.__name__, Context.__qualname__, contextvars.copy_context.__name__)
print(isinstance(c, Context), isinstance(v, ContextVar), isinstance(t, Token), callable(v))
print([n for n in dir(Context) if not n.startswith("__")], [n for n in dir(ContextVar) if not n.startswith("__")], [n for n in dir(Token) if not n.startswith("__")])
