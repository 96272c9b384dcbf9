"""collections.deque: both ends, rotation, bounds, comparison, errors."""
from collections import deque


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


d = deque("abc")
d.append("d")
d.appendleft("z")
print(d, len(d), d[0], d[-1], "c" in d, list(reversed(d)))
d.rotate(2)
print(d)
d.rotate(-1)
d.rotate()
print(d, d.index("c"), d.count("a"))
d.extend("xy")
d.extendleft("12")
print(d, d.pop(), d.popleft())
d.insert(2, "I")
d.remove("d")
d[0] = "first"
del d[1]
print(d, d.copy() == d, d.copy() is d)
d.reverse()
print(d, d.maxlen)
bounded = deque(range(10), maxlen=3)
print(bounded, bounded.maxlen)
bounded.append(10)
bounded.appendleft(7)
print(bounded)
attempt(bounded.insert, 0, 1)
print(deque([1, 2]) + deque([3]), deque([1]) * 3, deque([1, 2]) < deque([1, 3]), deque([1]) == [1])
d += "!"
print(d)
d.clear()
print(d, bool(d))
attempt(d.pop)
attempt(d.popleft)
attempt(d.remove, 5)
attempt(deque([1]).index, 2)
attempt(lambda: deque([1])[3])
attempt(lambda: deque([1])["x"])
attempt(lambda: deque([1])[0:1])
attempt(deque, 5)
attempt(deque, [], -1)
attempt(hash, deque())
changing = deque([1, 2, 3])
try:
    for item in changing:
        changing.append(item)
except RuntimeError as error:
    print(error)
print(deque([[]]), deque(maxlen=2), deque([deque([1])]), deque(maxlen=0))
