'The methods by which classes take part in the language.'


class V:

    def __init__(self, x):
        self.x = x

    def __add__(self, o):
        if isinstance(o, V):
            return V(self.x + o.x)
        return NotImplemented

    def __radd__(self, o):
        return V(o + self.x) if isinstance(o, int) else NotImplemented

    def __eq__(self, o):
        return self.x == o.x if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.x < o.x

    def __le__(self, o):
        return self.x <= o.x

    def __repr__(self):
        return f'V({self.x})'

    def __getattr__(self, n):
        if n == 'dyn':
            return 42
        raise AttributeError(n)

    def __call__(self, *a, **k):
        return (a, k)

    def __iter__(self):
        return iter([self.x, self.x + 1])

    def __index__(self):
        return self.x

    def __int__(self):
        return self.x * 100

    def __float__(self):
        return float(self.x)

    def __bool__(self):
        return self.x > 0

    def __len__(self):
        return self.x

    def __reversed__(self):
        return 'rev'

    def __abs__(self):
        return 'abs'

    def __round__(self, n=None):
        return ('round', n)

    def __neg__(self):
        return V(-self.x)

    def __invert__(self):
        return V(~self.x)

    def __divmod__(self, o):
        return ('dm', o)

    def __pow__(self, o):
        return ('pow', o)

    def __matmul__(self, o):
        return 'mm'

    def __contains__(self, i):
        return i == self.x

    def __hash__(self):
        return hash(self.x)

    def __format__(self, s):
        return f'<{s}>'


a, b = (V(1), V(2))
print(
    a + b, 5 + a, sum([a, b], V(0)), sum([1, 2]), a == V(1), a != b, a < b, a >= b, max(a, b),
    sorted([b, a]),
)
for bad in (
    lambda: a + 's', lambda: 's' + a, lambda: a - b, lambda: a > 5, lambda: -'x', lambda: a[0],
    lambda: a.nope, lambda: len(V(-1)), lambda: [1] + a, lambda: 3 @ a, lambda: a & b, lambda: a.x.y,
    lambda: del_attr(),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


def del_attr():
    del a.zzz


print(
    a.dyn, a(1, k=2), list(a), [10, 20, 30][a], int(a), float(a), bool(V(0)), len(b), reversed(a), abs(a),
    round(a), round(a, 2), -a, ~a, divmod(a, 3), a ** 2, 1 in a, 7 in a, {a: 'k'}[V(1)], f'{a:spec}', f'{a}',
    f'{a!r}',
)
print(range(5)[b], 'abcd'[a:b], [1, 2, 3][a:], *a)


class Prop:

    def __init__(self):
        self._v = 1

    @property
    def v(self):
        """doc"""
        return self._v

    @v.setter
    def v(self, x):
        self._v = x

    @classmethod
    def make(cls, *a):
        return (cls.__name__, a)

    @staticmethod
    def st(x):
        return x


class Sub(Prop):

    @property
    def v(self):
        return super().v * 10

    @v.setter
    def v(self, x):
        Prop.v.fset(self, x + 1)

    @classmethod
    def make(cls, *a):
        return super().make(*a, 'sub')


s = Sub()
print(s.v, end=' ')
s.v = 4
print(s.v, Sub.make(1), s.make(2), Sub.st(3), s.st(4), Prop.v.__doc__)


class Rec:

    def __init__(self):
        self.me = self

    def __repr__(self):
        return f'Rec({self.me!r})'


try:
    repr(Rec())
except RecursionError as e:
    print('RecursionError', e)


class RecEq:

    def __eq__(self, o):
        return self == o


try:
    RecEq() == RecEq()
except RecursionError as e:
    print('RecursionError', str(e)[:32])


class RecAttr:

    def __getattr__(self, n):
        return self.other


try:
    RecAttr().x
except RecursionError as e:
    print('RecursionError', str(e)[:32])


def rec_sort(n):
    return sorted([n], key=rec_sort)


try:
    rec_sort(1)
except RecursionError as e:
    print('RecursionError', str(e)[:32])


def rec_gen(n):
    return sum((rec_gen(n + 1) for _ in range(1)))


try:
    rec_gen(0)
except RecursionError as e:
    print('RecursionError', str(e)[:32])
l = []
l.append(l)
print(l)
d = {}
d['d'] = d
print(d)
nested = []
for _ in range(150):
    nested = [nested]
print(len(repr(nested)))


class MyErr(ValueError):

    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def __str__(self):
        return f'{self.args}-{self.b}'


try:
    raise MyErr(1, 2)
except ValueError as e:
    print(e, repr(e), e.args, e.b)


class It:

    def __init__(self):
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i > 3:
            raise StopIteration
        return self.i


print(
    list(It()), sum(It()), max(It()), [*It()], dict(zip(It(), 'abc')), 2 in It(), tuple(map(str, It())),
    list(enumerate(It())), list(zip(It(), It())),
)
it = It()
print(next(it), next(it), next(it), next(it, 'end'))
try:
    next(it)
except StopIteration:
    print('stop')
print(list(iter(lambda c=iter([1, 2, 0, 3]): next(c), 0)))


class Desc:

    def __set_name__(self, o, n):
        self.n = n

    def __get__(self, i, o=None):
        return self if i is None else i.__dict__.get('_' + self.n, 'none')

    def __set__(self, i, v):
        setattr(i, '_' + self.n, v)

    def __delete__(self, i):
        print('deleting', self.n)
        delattr(i, '_' + self.n)


class UseDesc:
    f = Desc()


u = UseDesc()
print(u.f)
u.f = 3
print(u.f, vars(u))
del u.f
print(u.f)


class SA:

    def __setattr__(self, n, v):
        print('set', n, v)
        super().__setattr__(n, v)

    def __delattr__(self, n):
        print('del', n)
        object.__delattr__(self, n)

    def __getattribute__(self, n):
        if n == 'secret':
            raise AttributeError('hidden')
        return super().__getattribute__(n)

    def __getattr__(self, n):
        return 'fallback ' + n


o = SA()
o.x = 1
print(o.x, o.secret, o.y)
del o.x
print(o.x)


class A:

    def f(self):
        return 'A'


class B(A):

    def f(self):
        return 'B' + super().f()


class C(A):

    def f(self):
        return 'C' + super().f()


class D(B, C):

    def f(self):
        return 'D' + super().f()


print(D().f(), [c.__name__ for c in D.mro()])
A.f = lambda self: 'patched'
print(D().f())
D.g = property(lambda self: 5)
print(D().g)
inst = D()
inst.f = lambda: 'own'
print(inst.f())
try:

    class Bad(A, D):
        pass
except TypeError as e:
    print(str(e)[:40])


class Slots:
    __slots__ = ['a', 'b']


sl = Slots()
sl.a = 1
try:
    sl.b
except AttributeError as e:
    print(e)
try:
    sl.c = 1
except AttributeError as e:
    print(e)
X = type('X', (A,), {'y': 5, 'm': lambda self: self.y})
print(X().m(), X.__name__, X.__bases__)
print(
    isinstance(True, int), issubclass(bool, int), isinstance(1, (str, int)), isinstance(D(), (A,)),
    callable(len), callable(5), type(5).__name__, type(None), type(len), type(print).__name__,
    type(lambda: 0),
)


def f():
    pass


f.a = 1
print(f.a, f.__name__, hasattr(f, 'b'), getattr(f, 'b', 2))
f.__name__ = 'renamed'
print(f.__name__, f.__qualname__)
m = D().f
print(m.__name__, m == m, D().f == D().f)
print([x for x in dir(A) if not x.startswith('__')], 'f' in dir(D()))
print(len({V(1), V(1), V(2)}), hash(V(3)) == hash(3))
print(str(ValueError()), repr(KeyError('x', 1)), KeyError('k'), OSError(2, 'no'), repr(OSError(2, 'no')))
