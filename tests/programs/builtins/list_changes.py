# Lists that change while they are walked, compared, searched or shown.
items = [1, 2, 3]
for item in items:
    if item < 5:
        items.append(item + 3)
print(items)
items = [1, 2, 3, 4, 5, 6]
seen = []
for item in items:
    seen.append(item)
    items.remove(item)
print(seen, items)
items = [1, 2, 3, 4]
seen = []
for item in items:
    seen.append(item)
    if len(seen) == 2:
        items.insert(0, 0)
    if len(seen) > 5:
        break
print(seen)
items = [1, 2, 3]
walk = iter(items)
print(next(walk), next(walk), next(walk), next(walk, "end"))
items.append(4)
print(next(walk, "still at its end"))
items = [1, 2, 3]
walk = iter(items)
next(walk)
items.clear()
print(next(walk, "end"), list(walk))
back = reversed([1, 2, 3])
print(next(back), list(back), list(back))
items = [1, 2, 3, 4]
back = reversed(items)
print(next(back))
del items[1:]
print(next(back, "end"))
items.extend([2, 3, 4])
print(next(back, "end"))
items = [1, 2, 3]
items.extend(item for item in items if len(items) < 8)
print(items)


class Meddler:
    """Equal to nothing; does something when asked."""

    def __init__(self, what):
        self.what = what

    def __eq__(self, other):
        self.what()
        return False

    def __repr__(self):
        self.what()
        return "Meddler"


items = [1, 2, 3, 4]
meddler = Meddler(lambda: items.clear())
print(meddler in items, items)
items = [1, 2, 3, 4]
print(items.count(Meddler(lambda: items.pop())), items)
items = [1, 2, 3, 4]
try:
    items.index(Meddler(lambda: items.pop()))
except ValueError:
    print("not there", items)
items = [1, 2, 3, 4]
try:
    items.remove(Meddler(lambda: items.clear()))
except ValueError as error:
    print(error, items)
items = []
items.extend([Meddler(lambda: items.clear()), 2, 3])
print(items == [1, 2, 3], items)
items.extend([Meddler(lambda: items.clear()), 2, 3])
print(items < [0] if not items else "full", items == items)
items.clear()
items.extend([0, Meddler(lambda: items.clear()), 2])
print(items, len(items))
items.extend([0, Meddler(lambda: items.append(1) if len(items) < 6 else None), 2])
print(items, len(items))


class Agrees:
    def __init__(self, items):
        self.items = items

    def __eq__(self, other):
        self.items.clear()
        return True


items = [1, 2, 3]
items.remove(Agrees(items))
print(items)
items = [1, 2, 3]
print(items.index(Agrees(items)), items)
items = [1, 2, 3]
print(Agrees(items) in items, items.count(Agrees(items)), items)

loop = [1]
loop.append(loop)
loop.append([loop, (loop,), {"loop": loop}])
print(loop)
ring = {}
ring["ring"] = ring
ring["list"] = [ring]
print(ring)
nest = ([],)
nest[0].append(nest)
print(nest, nest[0])
try:
    loop == [1, loop, loop[2]]
    print("compared")
except RecursionError as error:
    print("RecursionError")
first, second = [], []
first.append(second)
second.append(first)
try:
    print(first == second)
except RecursionError as error:
    print("RecursionError")
deep = []
for _ in range(100):
    deep = [deep]
print(deep)
deep = []
for _ in range(100000):
    deep = [deep]
deep = None
print("a deep list is gone")


class Raises:
    def __repr__(self):
        raise ValueError("cannot be shown")

    def __eq__(self, other):
        raise ValueError("cannot be compared")


for what in (
    lambda: repr([1, Raises()]),
    lambda: [1, Raises()] == [1, 2],
    lambda: 5 in [1, Raises()],
    lambda: [1, Raises()].index(3),
    lambda: [1, Raises()].count(3),
    lambda: [1, Raises()].remove(3),
    lambda: (1, Raises()) < (1, 2),
    lambda: repr((Raises(),)),
    lambda: repr({1: Raises()}),
    lambda: {1: Raises()} == {1: 2},
):
    try:
        print(what())
    except ValueError as error:
        print(error)


def failing():
    yield 1
    yield 2
    raise KeyError("from the generator")


items = [0]
try:
    items.extend(failing())
except KeyError as error:
    print(error, items)
try:
    items[0:1] = failing()
except KeyError as error:
    print(error, items)
try:
    items += failing()
except KeyError as error:
    print(error, items)
