"""deque, Counter, defaultdict, OrderedDict, namedtuple and ChainMap where they differ from plain containers."""
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], list(reversed(d)), 2 in d, d.count(2), d.index(2))
d.rotate(1)
print(d, d == deque(d), d < deque([9]), deque("ab") + deque("c"), deque([1]) * 3, bool(deque()))
d.extend("xy")
d.extendleft("pq")
print(d, d.pop(), d.popleft(), d)
d.insert(0, "first")
d[0] = "changed"
del d[1]
d.reverse()
d.remove("changed")
print(d, d.copy(), deque(maxlen=0))
attempt("pop", lambda: deque().pop())
attempt("popleft", lambda: deque().popleft())
attempt("index", lambda: deque([1])[5])
attempt("remove", lambda: deque([1]).remove(9))
attempt("insert full", lambda: deque([1], 1).insert(0, 2))
attempt("slice", lambda: deque([1, 2])[0:1])
attempt("maxlen", lambda: deque([], -1))
attempt("hash", lambda: hash(deque()))
attempt("index of", lambda: deque("abc").index("z"))
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c["a"], sum(c.values()), list(Counter(a=2, b=0).elements()), c.total())
c.update("aa")
c.subtract({"a": 10, "q": 1})
print(c, +c, -c, Counter("ab") + Counter("bc"), Counter("aab") - Counter("ab"), Counter("aab") & Counter("abb"), Counter("aab") | Counter("abb"), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
del c["nothing"]
attempt("fromkeys", lambda: Counter.fromkeys("ab"))
attempt("counter of int", lambda: Counter(5))
print(Counter([1, 1, 2]).most_common(), Counter({"x": 3}), Counter(), c.pop("a"), c.copy() == c)
groups = defaultdict(list, {"old": [1]})
groups["new"].append(2)
print(groups, groups.get("none"), "none" in groups, groups.default_factory is list, dict(groups), groups.copy())
attempt("no factory", lambda: defaultdict()["k"])
attempt("factory fails", lambda: defaultdict(lambda: 1 / 0)["k"])
attempt("wrong factory", lambda: defaultdict(5))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"], len(nested), defaultdict(int, a=1) | {"b": 2})
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, list(reversed(o)))
attempt("move", lambda: o.move_to_end("zz"))
attempt("popitem", lambda: OrderedDict().popitem())
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p._replace(y=2), p._asdict(), P._fields, P._make([7, 8]), P._field_defaults, p == (1, 5), p + (9,), p[0], p.x, hash(p) == hash((1, 5)), p.index(5), P.__doc__)
x, y = p
print(x, y, [*p], isinstance(p, tuple), sorted([P(2), P(1)]), f"{p}", p < P(2), max(P(1), P(3)))
attempt("set", lambda: setattr(p, "x", 5))
attempt("too few", lambda: P())
attempt("too many", lambda: P(1, 2, 3))
attempt("replace", lambda: p._replace(z=1))
attempt("make", lambda: P._make([1, 2, 3]))
attempt("field", lambda: namedtuple("Q", "a a"))
attempt("keyword", lambda: namedtuple("Q", "class"))
attempt("underscore", lambda: namedtuple("Q", "_a"))
attempt("rename", lambda: namedtuple("Q", "a class a _b", rename=True)._fields)
attempt("name", lambda: namedtuple("5", "a"))
attempt("defaults", lambda: namedtuple("Q", "a", defaults=[1, 2]))
match p:
    case P(x=1, y=value):
        print("matched", value)


class Sub(P):
    @property
    def total(self):
        return self.x + self.y


print(Sub(1, 2).total, Sub(1), Sub(1)._replace(x=9))
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
chain["c"] = 4
print(chain["a"], chain["b"], chain.maps, len(chain), dict(chain), chain.new_child({"a": 0})["a"], chain.parents["a"], "b" in chain)
attempt("chain", lambda: chain["zz"])
print(chain.pop("a"), chain.setdefault("n", 5), chain.setdefault("b", 0), chain.popitem())
attempt("chain del", lambda: chain.pop("b"))
