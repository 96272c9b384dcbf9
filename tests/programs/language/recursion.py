'How deep methods, natives and data may go.'


class N:

    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f'N({self.n!r})'

    def __eq__(self, o):
        return self.n == o.n

    def __str__(self):
        return 'S' + str(self.n)

    def __len__(self):
        return 1 + len(self.n) if self.n else 1

    def __lt__(self, o):
        return self.n < o.n

    def __hash__(self):
        return hash(self.n)

    def __iter__(self):
        yield 1
        if self.n:
            yield from self.n

    def total(self):
        return 1 + sum((c.total() for c in [self.n] if c))

    def __contains__(self, x):
        return x in self.n if self.n else False

    def __getitem__(self, k):
        return self.n[k] if self.n else k

    def __add__(self, o):
        return self.n + o if self.n else o

    def __getattr__(self, k):
        return getattr(self.n, k)

    @property
    def depth(self):
        return 1 + self.n.depth if self.n else 1

    def __bool__(self):
        return True

    def srt(self):
        return sorted([1], key=lambda x: self.n.srt() if self.n else [0])


def make(k):
    x = None
    for _ in range(k):
        x = N(x)
    return x


import sys
for k in (150, 250, 320, 450, 480, 900):
    x, y = (make(k), make(k))
    for name, f in [
        ('repr', lambda: len(repr(x))), ('str', lambda: len(str(x))), ('eq', lambda: x == y),
        ('len', lambda: len(x)), ('hash', lambda: hash(x) and 0), ('total', x.total), ('in', lambda: 5 in x),
        ('item', lambda: x[3]), ('add', lambda: x + 3), ('depth', lambda: x.depth),
        ('attr', lambda: x.__int__ if 0 else 0), ('srt', lambda: len(x.srt())), ('iter', lambda: sum(x)),
    ]:
        try:
            print(k, name, f())
        except RecursionError as e:
            print(k, name, 'RecursionError', e)


def nest(k):
    l = []
    for _ in range(k):
        l = [l]
    return l


for k in (150, 500, 900, 2000):
    a, b = (nest(k), nest(k))
    for name, f in [('repr', lambda: len(repr(a))), ('eq', lambda: a == b), ('lt', lambda: a < b)]:
        try:
            print(k, name, f())
        except RecursionError as e:
            print(k, name, 'RecursionError', e)
    t = ()
    for _ in range(k):
        t = (t,)
    try:
        print(k, 'hash', hash(t) and 0)
    except RecursionError as e:
        print(k, 'hash', 'RecursionError', e)
