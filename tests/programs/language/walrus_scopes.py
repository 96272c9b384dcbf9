"""`:=` in conditions, comprehensions, arguments, f-strings, lambdas, defaults, class bodies and global functions."""


def numbers():
    print("asked")
    return [3, 1, 2]


if (n := len(numbers())) > 2:
    print("many", n)
print([y := 1, y ** 2, (y := y + 5)], y)
print([last := x for x in range(4)], last)
print(any((witness := x) > 2 for x in [1, 3, 5]), witness)
total = 0
print([total := total + x for x in range(5)], total)


def inside():
    found = [hit for x in range(5) if (hit := x * x) % 2]
    return found, hit


print(inside())


def uses_global():
    global shared
    [shared := x for x in "abc"]
    return shared


print(uses_global(), shared)


def uses_nonlocal():
    kept = 0

    def inner():
        nonlocal kept
        return [kept := kept + x for x in range(4)]
    return inner(), kept


print(uses_nonlocal())
print(f"{(z := 7)} {z:=5} {z!r:>4} {(w := 'x')=}")
show = lambda value: (twice := value * 2, twice + 1)
print(show(3))


def default(value=(d := 5)):
    return value


print(default(), d)
print((lambda: (q := 1, q))())
print([(a, b) for a in range(3) if (b := a + 1) > 1], b)
print({(k := x): (v := x * 2) for x in range(2)}, k, v)
values = iter([1, 2, 0, 3])
while (value := next(values)):
    print("value", value)
print(value)
i = 10
print([i := i + 1, i, (i := 0) or i])
print((a := 1, b := 2), a, b)
print(max(m := [4, 9, 2], key=lambda x: -x), m)
assert (checked := True), "never"
print(checked)
print([[inner := x * y for y in range(2)] for x in range(3)], inner)


class Body:
    size = (width := 3) * 2
    print(width, size)


print(Body.width, Body.size)
match (point := (1, 2)):
    case (x, y) if (total := x + y) == 3:
        print(point, total)
try:
    print(unbound_name)
except NameError as error:
    print(error)
del n
try:
    n
except NameError as error:
    print(error)
print(x if (x := 5) else None)
