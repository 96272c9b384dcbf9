'Scopes, closures, comprehensions, assignments, formatting, match.'

x = 'global'


def f():

    def g():
        nonlocal x
        x = 'changed'
        return x
    x = 'f'
    return (g(), x)


print(f(), x)


def outer():
    fs = []
    for i in range(3):

        def inner(j=i):
            return (i, j)
        fs.append(inner)
    return [h() for h in fs]


print(outer())
print([y for y in range(3)], [[a * b for a in range(3)] for b in range(2)])


class C:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]

    def m(self):
        return [self.k * i for i in self.items]
    k = 3


print(C.doubled, C().m())


def lam():
    return ([(lambda: i)() for i in range(3)], [fn() for fn in [lambda: i for i in range(3)]])


print(lam())
print({k: v for k, v in zip('ab', [1, 2])}, {i % 2 for i in range(5)}, list((i for i in range(3) if i)))


def gen_scope(n):
    total = 0
    for v in (total + i for i in range(n)):
        total += v
    return total


print(gen_scope(5))
if (m := 5) > 3:
    print(m)
print([(q := 1), q + 1], [(last := v) for v in range(3)], last)


def walrus():
    return ([(w := i) for i in range(3)], w)


print(walrus())


def star(*args, k=1, **kw):
    return (args, k, kw)


print(star(*[1], *(2, 3), k=4, **{'z': 5}, **{'y': 6}))
print((lambda *a, **k: (a, k))(1, *[2], b=3))


def defaults(a, b=[], *, c={}):
    b.append(a)
    c[a] = b
    return (b, c)


defaults(1)
print(defaults(2))


def cell_args(a, *rest, b=1, **kw):

    def inner():
        return (a, rest, b, kw)
    a += 1
    return inner()


print(cell_args(1, 2, 3, b=4, c=5))


def deep():
    a = 1

    def l1():
        b = 2

        def l2():
            c = 3

            def l3():
                return a + b + c
            return l3
        return l2
    return l1()()()


print(deep())


def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)


print(fact(15))


def cnt():
    c = 0
    while True:
        c += 1
        if c % 2:
            continue
        if c > 10:
            break
    else:
        print('never')
    for _ in []:
        pass
    else:
        print('else')
    return c


print(cnt())


class Meta:

    def __init_subclass__(cls, **kw):
        cls.kw = kw


class D(Meta, a=1, b=2):
    pass


print(D.kw)


class E:

    def __enter__(self):
        return (1, 2)

    def __exit__(self, *a):
        return False


with E() as (p, q):
    print(p, q)
with E() as [p, *q], E() as r:
    print(p, q, r)
d = {'a': 1}
d['b'], d['c'] = (d['a'], 2)
print(d)
l = [1, 2, 3]
l[0], l[1:] = (l[2], [9])
print(l)
i = 0
arr = [0, 0, 0]
i, arr[i] = (1, 5)
print(i, arr)
a = b = []
a.append(1)
print(b, a is b)
a, b = ([1], [2])
a += b
print(a)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as e:
    print(e, t)
s = 'x'
s += 'y' * 3
s *= 2
print(s)
n = 7
n //= 2
n **= 3
n <<= 2
n >>= 1
n |= 1
n &= 15
n ^= 2
n %= 5
n -= 1
print(n)
f1 = 7.0
f1 /= 2
f1 //= 1
print(f1, -7 // 2, -7 % 3, 7 % -3, divmod(-7, 2), 2 ** (-1), (-2) ** 3, 1e+300 * 10000000000.0)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, not 1 in [1], 1 not in [1], None is None)
print(5 and 0, 0 or [], '' or None, 1 and 2 and 3, not None)
print(*(i for i in range(3)), sep='-', end='!\n')


def annotated(x: 'int'=1, *a: int, k: str='s', **kw: dict) -> list:
    pass


print(annotated.__annotations__)
y: int = 3
z: str
print(y, __annotations__ if '__annotations__' in dir() else '')


def g():
    global made
    made = 'by g'


g()
print(made)
del made
try:
    made
except NameError as e:
    print(e)
print('%s %r %5.2f %-5d| %x %%' % ('s', 'r', 3.14159, 42, 255), '{:>8}|{!r}|{a[0]}'.format('x', 'y', a=[1]))
print(f'{3.14159:.2f} {42:05d} {'s':^9}| {1000000:,} {0.5:%} {'ab'} {d!r:>20} {{}} n={n!r}')
print(f'{'nested ' + f'{1 + 1}'} {[x for x in range(2)]} {(lambda: 5)()}')


async def co():
    return [i async for i in ag()] + [await aw(j) for j in range(2)]


async def ag():
    for i in range(2):
        yield i


async def aw(x):
    return x * 10


c = co()
try:
    c.send(None)
except StopIteration as e:
    print(e.value)


def ty(x):
    match x:
        case {'a': [1, *rest], **kw}:
            return ('map', rest, kw)
        case 1 | 2 as n:
            return ('num', n)
        case [int() as a, str() | None as b]:
            return (a, b)
        case str(s) if len(s) > 2:
            return ('long', s)
        case True:
            return 'true'
        case 3.5 | 'x':
            return 'val'
        case -1:
            return 'neg'
        case C.k:
            return 'attr'
        case [[a, b], c]:
            return (a, b, c)
        case _:
            return '?'


for v in (
    {'a': [1, 2, 3], 'z': 0}, 2, [5, None], [5, 's'], 'abc', True, 3.5, 'x', -1, 3, [[1, 2], 3], [5, 5], {},
):
    print(ty(v), end=' ')
print()
print([[1, 2, 3][i] for i in range(-1, 2)], 'hello'[::-1], [1, 2, 3, 4][1:3], (1, 2)[-1:], 'abc'[1:100])
