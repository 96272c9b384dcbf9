"""collections.defaultdict and OrderedDict."""
from collections import OrderedDict, defaultdict


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
d["b"]
print(d, d["c"], d.get("x"), "x" in d, d.default_factory)
counts = defaultdict(int, a=5)
for letter in "banana":
    counts[letter] += 1
print(counts, dict(counts))
attempt(lambda: defaultdict(None)["k"])
attempt(lambda: defaultdict()["k"])
attempt(defaultdict, 5)
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 1
print(nested["x"], len(nested), nested.keys())
copied = counts.copy()
print(type(copied).__name__, copied == counts, copied | {"z": 1})
counts.default_factory = None
attempt(lambda: counts["q"])


o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
print(o, list(o), o.popitem(), o.popitem(last=False))
o["z"] = 0
o.move_to_end("z", last=False)
print(o, list(reversed(o)), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))
attempt(o.move_to_end, "none")
attempt(OrderedDict().popitem)
print(o | {"y": 1}, o.copy(), OrderedDict.fromkeys("ab", 0), OrderedDict())
