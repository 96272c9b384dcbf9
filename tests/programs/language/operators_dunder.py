"""Operators of classes: reflected, in place, comparisons, conversions, containers, calls."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __repr__(self):
        return f"Money({self.cents})"

    def __add__(self, other):
        if isinstance(other, Money):
            return Money(self.cents + other.cents)
        if isinstance(other, int):
            return Money(self.cents + other)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return Money(self.cents - other.cents)

    def __mul__(self, n):
        return Money(self.cents * n)

    def __neg__(self):
        return Money(-self.cents)

    def __abs__(self):
        return Money(abs(self.cents))

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return self.cents < other.cents

    def __hash__(self):
        return hash(self.cents)

    def __bool__(self):
        return self.cents != 0

    def __int__(self):
        return self.cents

    def __float__(self):
        return self.cents / 100

    def __index__(self):
        return self.cents

    def __round__(self, digits=0):
        return ("rounded", digits)

    def __format__(self, spec):
        return f"${self.cents / 100:{spec or '.2f'}}"


m = Money(250)
print(m + Money(1), m + 5, 5 + m, m - Money(50), m * 3, -m, abs(Money(-3)), sum([Money(1), Money(2)]))
attempt(lambda: m + "x")
attempt(lambda: "x" + m)
attempt(lambda: 2 * m)
attempt(lambda: m < 5)
attempt(lambda: m <= Money(1))
print(m == Money(250), m != Money(250), m == 250, m > Money(1), sorted([Money(3), Money(1)]), max(Money(1), Money(2)), {m: 1}[Money(250)])
print(bool(Money(0)), int(m), float(m), [0] * Money(2), round(m), round(m, 1), f"{m} {m:.1f}", "abc"[Money(1)], hex(Money(255)), range(Money(2)))


class Row:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Row(*self.items[key])
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value

    def __delitem__(self, key):
        del self.items[key]

    def __contains__(self, item):
        return item == "anything" or item in self.items

    def __iadd__(self, other):
        self.items += other
        return self

    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __reversed__(self):
        return iter(["backwards"])


r = Row(1, 2, 3)
r[0] = 9
del r[1]
r += [7, 8]
print(list(r), len(r), r[-1], list(r[1:3]), "anything" in r, 5 in r, r(1, a=2), list(reversed(r)), bool(Row()))
attempt(lambda: r[10])
attempt(lambda: r["x"])


class Sequence:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * 10


print(list(Sequence()), 20 in Sequence(), *Sequence())
attempt(len, Sequence())
attempt(lambda: Sequence() + 1)
attempt(lambda: -Sequence())
attempt(lambda: Sequence()())
attempt(lambda: iter(5))
attempt(hash, type("E", (), {"__eq__": lambda a, b: True})())


class Bad:
    def __repr__(self):
        return 5

    def __len__(self):
        return -1

    def __bool__(self):
        return 3

    def __iter__(self):
        return 5

    def __hash__(self):
        return "x"

    def __str__(self):
        return None

    def __index__(self):
        return 1.5


for action in repr, len, bool, iter, hash, str:
    attempt(action, Bad())
attempt(lambda: [1, 2][Bad()])


class Missing:
    def __getattr__(self, name):
        return f"no {name}"

    def __dir__(self):
        return ["b", "a"]


print(Missing().anything, dir(Missing()), getattr(Missing(), "x"))
