"""collections.Counter: counting, arithmetic, most common."""
from collections import Counter


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


c = Counter("mississippi")
print(c, c["s"], c["none"], len(c), c.total())
print(c.most_common(), c.most_common(2), c.most_common()[:-2:-1])
c.update("pip")
c.subtract(["m", "m"])
print(c, sorted(c.elements()))
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2))
print(Counter(a=3, b=1) & Counter(a=1, b=5), Counter(a=3) | Counter(a=1, b=5), +Counter(a=-1, b=2), -Counter(a=-1, b=2))
print(Counter({"x": 2}) == Counter(x=2), Counter(x=1) < Counter(x=2), Counter(x=1) <= Counter(x=1, y=0), Counter(a=0) == Counter())
c["s"] += 10
del c["m"], c["not there"]
print(c, c.keys(), c.items())
c += Counter("z")
c -= Counter("p")
print(c, Counter(), bool(Counter()), isinstance(c, dict))
print(Counter([1, 1, "a"]), Counter(dict(z=1)), c.copy() == c, c.pop("s"))
attempt(Counter.fromkeys, "ab")
attempt(c.update, 5)
print(dict(Counter("hello")), sum(Counter("hello").values()), max(Counter("hello"), key=Counter("hello").get))
