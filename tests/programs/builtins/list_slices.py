# Slices of lists: read, replaced and deleted, for every combination of bounds near a list's ends.
bounds = (None, -5, -4, -3, -1, 0, 1, 3, 4, 5)
steps = (None, 1, 2, 3, 7, -1, -2, -3, -7)


def shown(items):
    return "".join(str(item) for item in items) or "-"


for start in bounds:
    for stop in bounds:
        got = []
        for step in steps:
            items = [0, 1, 2, 3]
            part = items[start:stop:step]
            del items[start:stop:step]
            got.append(shown(part) + "/" + shown(items))
        print(start, stop, *got)

for start in bounds:
    for stop in bounds:
        got = []
        for new in ([], [7], [7, 8, 9]):
            items = [0, 1, 2, 3]
            items[start:stop] = new
            got.append(shown(items))
        for step in (2, -1, -2):
            items = [0, 1, 2, 3]
            try:
                items[start:stop:step] = "ab"
                got.append(shown(items))
            except ValueError as error:
                got.append(str(error))
        print(start, stop, *got)

items = list(range(10))
items[::2] = (x * 10 for x in range(5))
print(items)
items[::-1] = items
print(items)
items[:] = items
print(items)
items[2:4] = items
print(items)
items[1:1] = "mid"
print(items)
items[len(items):] = [1, 2]
print(items)
items[:0] = (0,)
print(items)
del items[3:]
print(items)
items[:] = []
print(items)
items[5:3] = [1, 2, 3]
items[2:1] = [9]
print(items)
for value in (5, None, 1.5):
    for part in (slice(None), slice(0, 1), slice(None, None, 2), slice(None, None, -1)):
        try:
            items[part] = value
        except TypeError as error:
            print(part, error)
for part in (slice(None, None, 0), slice("a"), slice(1, "b"), slice(None, None, 1.5), slice([], None), slice(1, 2, "c")):
    try:
        print(items[part])
    except (TypeError, ValueError) as error:
        print("get", type(error).__name__, error)
    try:
        items[part] = []
    except (TypeError, ValueError) as error:
        print("set", type(error).__name__, error)
    try:
        del items[part]
    except (TypeError, ValueError) as error:
        print("delete", type(error).__name__, error)


class Shortens:
    def __init__(self, items, number):
        self.items = items
        self.number = number

    def __index__(self):
        self.items.clear()
        return self.number


items = [1, 2, 3, 4]
print(items[Shortens(items, 0) : 4], items)
items = [1, 2, 3, 4]
items[1 : Shortens(items, 3)] = [9, 9]
print(items)
items = [1, 2, 3, 4]
del items[: Shortens(items, 3)]
print(items)
items = [1, 2, 3, 4]
try:
    items[Shortens(items, 0)]
except IndexError as error:
    print(error, items)
items = [1, 2, 3, 4]
try:
    items[Shortens(items, 3)] = 5
except IndexError as error:
    print(error, items)
items = [1, 2, 3, 4]
items.insert(Shortens(items, 3), 5)
print(items)
items = [1, 2, 3, 4]
try:
    items.pop(Shortens(items, 3))
except IndexError as error:
    print(error, items)
items = [1, 2, 3, 4]
print(items * Shortens(items, 3))


def shrinking(items):
    yield 1
    items.clear()
    yield 2


items = [1, 2, 3, 4]
items[1:3] = shrinking(items)
print(items)
items = [1, 2, 3, 4]
try:
    items[::2] = shrinking(items)
except ValueError as error:
    print(error)
print(items)
items = [1, 2]
items.extend(shrinking(items))
print(items)
