"""Plain computation: loops, calls, attributes, dictionaries, strings, sorting."""


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def loops():
    total = 0
    for i in range(2_000_000):
        if i % 3 == 0:
            total += i * 2
        else:
            total -= 1
    return total


def attributes():
    point = Point(0, 0)
    for i in range(300_000):
        point = point.moved(1, i)
    return point.x + point.y


def dictionaries():
    counts = {}
    for i in range(600_000):
        key = i % 1000
        counts[key] = counts.get(key, 0) + 1
    return len(counts), counts[7]


def strings():
    words = []
    for i in range(200_000):
        words.append(f"word {i % 100}: {i}")
    return len(" ".join(words).split())


def sorting():
    numbers = [(i * 7919) % 1_000_003 for i in range(300_000)]
    numbers.sort()
    by_last = sorted(numbers, key=lambda n: n % 10)
    return numbers[10], by_last[0]


print(fibonacci(25), loops(), attributes(), dictionaries(), strings(), sorting())
