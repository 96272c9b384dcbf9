"""Loops: else, break, continue, changed sequences, unpacked targets, deleted names."""
for n in range(2, 10):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")
i = 0
while i < 3:
    i += 1
    if i == 2:
        continue
    print(i, end=" ")
else:
    print("no break")
while True:
    i -= 1
    if i < 0:
        break
else:
    print("never")
for i in []:
    pass
else:
    print("empty", i)
for i, (a, *b), c in [(1, (2, 3, 4), 5), (6, "xyz", 7)]:
    print(i, a, b, c)
d = {}
for d["key"] in range(3):
    pass
items = [1, 2, 3]
for items[0] in [7, 8]:
    pass
print(d, items)
numbers = [1, 2, 3, 4]
for n in numbers:
    if n % 2 == 0:
        numbers.remove(n)
print(numbers)
for n in numbers[:]:
    numbers.append(n * 10)
print(numbers)
for x in (lambda: iter([1, 2]))():
    print(x, end=";")
print(x)
for _ in range(3): print("one line", _, end=" "); continue
print()
squares = {}
for n in range(5): squares[n] = n * n
try:
    for key in squares:
        del squares[key]
except RuntimeError as error:
    print(error)
try:
    for key in {1: 1}:
        squares[key + 100] = 1
    s = {1, 2}
    for item in s:
        s.add(item + 10)
except RuntimeError as error:
    print(error)


def gen():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


for value in gen():
    break
print("after", value)
for n in range(10, 0, -3):
    print(n, end=" ")
print()
try:
    for a, b in [(1, 2), (3,)]:
        print(a, b)
except ValueError as error:
    print(error)
try:
    for a, b in [1]:
        pass
except TypeError as error:
    print(error)
try:
    for x in 5:
        pass
except TypeError as error:
    print(error)
