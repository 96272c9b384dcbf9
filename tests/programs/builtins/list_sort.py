# list.sort and sorted: order, stability, the very comparisons, and what happens when they go wrong.
class Item:
    log = []

    def __init__(self, key, name=None):
        self.key = key
        self.name = name

    def __lt__(self, other):
        Item.log.append((self.key, other.key))
        return self.key < other.key

    def __repr__(self):
        return f"{self.key}{self.name or ''}"


state = 12345


def random(most):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % most


def compared(label, keys, **options):
    Item.log = []
    items = [Item(key, name) for name, key in enumerate(keys)]
    items.sort(**options)
    mixed = 0
    for a, b in Item.log:
        mixed = (mixed * 31 + a * 7 + b) % 1000003
    names = 0
    for item in items:
        names = (names * 31 + item.name) % 1000003
    print(label, len(Item.log), mixed, names, *Item.log[:6])


for keys in ([], [1], [1, 2], [2, 1], [1, 1], [3, 1, 2], [1, 2, 3], [3, 2, 1], [2, 2, 1], [2, 1, 1], [1, 3, 2, 4], [3, 2, 3, 4, 1], [2, 2, 2, 1, 1, 1, 0, 5]):
    compared(keys, keys)
    compared(keys, keys, reverse=True)
for count in (5, 16, 31, 32, 63, 64, 65, 100, 127, 128, 129, 200, 333, 500, 777, 1000, 1024, 2000):
    compared(f"random {count}", [random(1000) for _ in range(count)])
    compared(f"few {count}", [random(4) for _ in range(count)])
    compared(f"rising {count}", list(range(count)))
    compared(f"falling {count}", list(range(count, 0, -1)))
    compared(f"equal {count}", [7] * count)
    compared(f"falling steps {count}", [-(i // 5) for i in range(count)])
    compared(f"saw {count}", [i % 17 for i in range(count)])
    compared(f"runs {count}", [i if i // 40 % 2 else 1000 - i for i in range(count)])
    compared(f"two halves {count}", list(range(0, count, 2)) + list(range(1, count, 2)))
    compared(f"blocks {count}", list(range(count // 2, count)) + list(range(count // 2)))
    compared(f"nearly {count}", [i + random(3) for i in range(count)])
    compared(f"long and short {count}", list(range(count)) + [random(count) for _ in range(10)])
    compared(f"reverse {count}", [random(50) for _ in range(count)], reverse=True)
    compared(f"key {count}", [random(50) for _ in range(count)], key=lambda item: Item(-item.key, item.name))

words = "the quick brown Fox jumps over The lazy dog".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True))
print(sorted([3, 1.5, True, -2, 0.5]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([(2, "b"), (1, "z"), (2, "a")]))
print(sorted([]), sorted(range(5, 0, -1)), sorted([[2], [1, 5], [1]]), sorted(["é", "z", "e", "Z", "ß", "\U0001f600", "\uffff"]) == ["Z", "e", "z", "ß", "é", "\uffff", "\U0001f600"])
print(sorted([1.0, float("inf"), -float("inf"), 1e300, -0.0, 0.0]))
pairs = [(1, "b"), (0, "x"), (1, "a"), (0, "y")]
print(sorted(pairs, key=lambda pair: pair[0]), sorted(pairs, key=lambda pair: pair[0], reverse=True))
items = [3, 1, 2]
print(items.sort(), items, items.sort(reverse=True), items, items.sort(key=None, reverse=0), items)
items.sort(key=lambda x: -x)
print(items)

for bad in ([1, "a"], ["a", 1], [None, None], [1, None, 2], [{}, {}], [[1], ["a"]], [(1, "a"), (1, 2)], [object(), object()]):
    try:
        bad.sort()
    except TypeError as error:
        print(error)
for arguments, keywords in (((1,), {}), ((), {"cmp": 1}), ((), {"key": 5}), ((1, 2, 3), {}), ((), {"key": len})):
    try:
        [3, 1, 2].sort(*arguments, **keywords)
    except TypeError as error:
        print(error)


class Fails(Item):
    left = 0

    def __lt__(self, other):
        Fails.left -= 1
        if Fails.left < 0:
            raise RuntimeError("no more comparisons")
        return self.key < other.key


for count, left in ((5, 0), (5, 3), (5, 6), (40, 60), (100, 300), (100, 450), (300, 2000), (300, 1500), (1000, 8000)):
    for reverse in (False, True):
        Fails.left = left
        items = [Fails(random(30)) for _ in range(count)]
        before = sorted(item.key for item in items)
        try:
            items.sort(reverse=reverse)
            print("sorted")
        except RuntimeError as error:
            print(error, sorted(item.key for item in items) == before, [item.key for item in items][:25])


def failing_key(item):
    if item == 2:
        raise ValueError("two")
    return -item


items = [3, 1, 2, 4]
try:
    items.sort(key=failing_key)
except ValueError as error:
    print(error, items)


class Meddles:
    def __init__(self, items, key, what):
        self.items = items
        self.key = key
        self.what = what

    def __lt__(self, other):
        self.what(self.items)
        return self.key < other.key


for label, what in (
    ("append", lambda items: items.append(1)),
    ("look", lambda items: len(items)),
    ("clear", lambda items: items.clear()),
    ("append and clear", lambda items: (items.append(1), items.clear())),
    ("extend", lambda items: items.extend([1, 2])),
    ("slice", lambda items: items.__setitem__(slice(None), [5])),
    ("sort", lambda items: items.sort()),
    ("insert", lambda items: items.insert(0, 1)),
    ("reverse", lambda items: items.reverse()),
    ("iadd", lambda items: items.__iadd__([1])),
):
    items = []
    items.extend(Meddles(items, key, what) for key in (3, 1, 2))
    try:
        items.sort()
        print(label, [item.key for item in items])
    except ValueError as error:
        print(label, error, [item.key for item in items])
seen = []
items = [3, 1, 2]
items.sort(key=lambda x: seen.append(list(items)) or x)
print(seen, items)


class Odd:
    def __init__(self, answer):
        self.answer = answer

    def __lt__(self, other):
        return self.answer

    def __repr__(self):
        return f"Odd({self.answer!r})"


print(sorted([Odd([]), Odd("yes"), Odd(0), Odd(1.5)]))


class NoTruth:
    def __bool__(self):
        raise OverflowError("no truth")


try:
    sorted([Odd(NoTruth()), Odd(NoTruth())])
except OverflowError as error:
    print(error)
print(sorted([3, 1, 2], key=lambda x: [x]), max([3, 9, 2]), min("hello"), sorted([True, False, True]))
nan = float("nan")
print(sorted([3.0, nan, 1.0, 2.0]), sorted([nan, 1.0]), sorted([2, nan, 1]))
