"""List, set and dict comprehensions, and generator expressions."""

print([x * x for x in range(5)], {x % 3 for x in range(9)}, {x: x * x for x in range(3)})
print([(x, y) for x in range(3) for y in range(x)], [x for x in range(20) if x % 2 if x % 3])
print([[x * y for x in range(3)] for y in range(3)])
print(sum(x for x in range(10)), list(x + 1 for x in [1, 2] if x > 1))

x = "kept"
print([x for x in "abc"], x)


def isolated():
    value = 1
    items = [value for value in range(3)]
    return value, items


print(isolated())


def captured():
    functions = [lambda: n for n in range(3)]
    return [f() for f in functions]


print(captured())


def captured_each():
    return [f() for f in [(lambda m: lambda: m)(n) for n in range(3)]]


print(captured_each())


def outer_variable(factor):
    return [factor * n for n in range(3)], {n: factor for n in "ab"}, list(factor + n for n in range(2))


print(outer_variable(10))


def changes_outer():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    return [add(n) for n in range(4)], total


print(changes_outer())

print([last := n for n in range(4)], last)


def walrus_in_function():
    found = [y for n in range(10) if (y := n * n) > 20]
    return found, y


print(walrus_in_function())


def walrus_in_generator():
    any_big = any((witness := n) > 3 for n in [1, 2, 5, 7])
    return any_big, witness


print(walrus_in_generator())

rows = [[1, 2], [3, 4]]
print([cell for row in rows for cell in row], [a + b for a, b in rows], [head for head, *_ in rows])
print({key: value for key, value in zip("ab", range(2))}, [*range(2), *(n for n in "xy")])


def order(tag, value):
    print(tag, value)
    return value


print([order("element", n) for n in order("iterable", [1, 2]) if order("condition", n)])
print({order("key", n): order("value", n) for n in range(2)})


class Body:
    size = 3
    squares = [n * n for n in range(size)]
    pairs = {n: n for n in range(size)}
    made = list(n for n in range(size))
    functions = [lambda: n for n in range(size)]

    def get(self):
        return [self.size for _ in range(2)]


print(Body.squares, Body.pairs, Body.made, [f() for f in Body.functions], Body().get())
print(sorted(name for name in vars(Body) if not name.startswith("__")))

generator = (n for n in range(3))
print(next(generator), list(generator), list(generator), type(generator).__name__)

try:
    (n for n in 5)
except TypeError as error:
    print(error)


def failing():
    try:
        [1 // n for n in (1, 0)]
    except ZeroDivisionError as error:
        print(error)
    try:
        return n
    except NameError as error:
        return str(error)


print(failing())


def nested_same_name(x):
    return [[x for x in range(x)] for x in range(x)], x


print(nested_same_name(3))


def conditional():
    return [n if n % 2 else -n for n in range(4)], [n for n in range(5) if n and not n == 3 or n == 0]


print(conditional())


def lambda_in_comprehension(k):
    return [(lambda a, b=n: a + b + k + n)(1) for n in range(3)]


print(lambda_in_comprehension(100))


def generator_function():
    got = [(yield)]
    inner = [n for n in (yield got)]
    yield inner


g = generator_function()
next(g)
print(g.send("first"), g.send("ab"))


def in_loop():
    result = []
    for n in range(3):
        result.append([m for m in range(n)])
        if not [m for m in range(n) if m > 0]:
            continue
        result.append("more")
    return result


print(in_loop())


def class_cell():
    class Local:
        def names(self):
            return [__class__.__name__ for _ in range(2)]

    return Local().names()


print(class_cell())


def twice_same_names():
    a = [i for i in range(2)]
    b = {i for i in range(3)}
    c = [[i for i in range(j)] for j in range(3)]
    d = [lambda: i for i in range(2)]
    return a, b, c, [f() for f in d]


print(twice_same_names())
print([[(lambda: (x, y))() for x in range(2)] for y in range(2)])
print((lambda n: [n * i for i in range(n)])(3))
