"""collections.namedtuple and typing.NamedTuple."""
from collections import namedtuple
from typing import NamedTuple


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), len(p), tuple(p), Point._fields, p._asdict(), p._replace(x=5))
x, y = p
print(x, y, Point._make([3, 4]), p + (3,), p < Point(1, 3), hash(p) == hash((1, 2)), isinstance(p, tuple))
attempt(Point, 1)
attempt(Point, 1, 2, 3)
attempt(Point, 1, z=2)
attempt(p._replace, q=1)
attempt(Point._make, [1])
try:
    p.x = 3
except AttributeError as error:
    print(error)
attempt(lambda: p.z)
print(namedtuple("D", ["a", "b", "c"], defaults=[1, 2])(0), namedtuple("R", "a, class, a", rename=True)._fields)
attempt(namedtuple, "B", "class")
attempt(namedtuple, "B", "a a")
attempt(namedtuple, "B", "_a")
print(namedtuple("D", "a b", defaults=[5])._field_defaults, Point.__name__, Point.__doc__)


class Car(NamedTuple):
    """A car."""
    name: str
    wheels: int = 4

    def describe(self):
        return f"{self.name} on {self.wheels}"


c = Car("bus", 6)
print(c, Car("mini"), c.describe(), Car._fields, Car._field_defaults, Car.__doc__, c._asdict())
attempt(Car)
match c:
    case Car(name, wheels=6):
        print("matched", name)
match p:
    case (1, second):
        print("as tuple", second)
print(sorted([Car("b"), Car("a")]), {c: 1}[("bus", 6)], "%s-%s" % p, "{0.x}/{0[1]}".format(p))
