"""What names mean inside comprehensions: class bodies, closures, the first iterable, conditions, nested ones, exceptions, recursion."""
x = "module"
print([x for x in range(3)], x)
print([(x, y) for x in range(2) for y in range(x + 1)], {x: y for x, y in zip("ab", (1, 2))}, {x % 2 for x in range(5)}, x)


class Body:
    size = 3
    items = [i for i in range(size)]
    try:
        scaled = [i * size for i in range(2)]
    except NameError as error:
        scaled = str(error)
    nested = [[i for i in range(n)] for n in range(size)]
    names = [name for name in ("a", "b")]
    lambdas = [lambda: x for x in range(2)]


print(Body.items, Body.scaled, Body.nested, Body.names, [f() for f in Body.lambdas])
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])


def outer():
    n = 10

    def inner():
        return [n + i for i in range(2)]
    values = [inner() for n in range(2)]
    n = 20
    return values, inner(), [n for n in [n]], n


print(outer())


def first_iterable():
    def source():
        print("evaluated now")
        return range(3)
    lazy = (i for i in source())
    print("made")
    return list(lazy)


print(first_iterable())


def late():
    factor = 2
    lazy = (i * factor for i in range(3))
    factor = 5
    return list(lazy)


print(late())
try:
    lazy = (i for i in 5)
except TypeError as error:
    print(error)
try:
    [i for i in range(3) if i / 0]
except ZeroDivisionError as error:
    print(error)
try:
    print([missing for i in range(1)])
except NameError as error:
    print(error)
try:
    print(i)
except NameError as error:
    print(error)
print([a + b for a, b in {"k": "v"}.items()], [c for (a, *b), c in [((1, 2), 3)]], [a for a, in [(1,)]])
print([[j for j in range(i)] for i in range(4) if i % 2], sum(i for i in range(5)), max((i for i in "abc"), default=None), list(map(lambda i: i, (i for i in "xy"))))
print([i if i % 2 else -i for i in range(4)], [i for i in range(10) if i % 2 if i % 3], [(i, j) for i in range(3) if i for j in "ab" if j != "a"])
print({i: {j: i * j for j in range(2)} for i in range(2)}, [*(i for i in range(2)), *[j for j in "z"]], {**{i: i for i in range(1)}})


def uses_globals():
    global x
    result = [x for _ in range(1)]
    x = "changed"
    return result + [x for _ in range(1)]


print(uses_globals(), x)


def recursion(n):
    return [recursion(n - 1) for _ in range(n)] if n else "leaf"


print(recursion(3))


def locals_stay():
    i = "mine"
    [i for i in range(3)]
    {i: 0 for i in range(3)}
    return i, [i for _ in "a"]


print(locals_stay())
matrix = [[1, 2], [3, 4]]
print([[row[i] for row in matrix] for i in range(2)], [n for row in matrix for n in row], list(zip(*matrix)))
print((lambda: [y := z for z in range(3)])(), [lambda: z for z in range(1)][0]())
generator = (print("side effect", n) or n for n in range(3))
print(next(generator), next(generator), list(generator), list(generator))
print(any(print("tried", n) or n > 0 for n in range(3)))
