"""dataclasses: defaults, factories, order, frozen, post-init, keyword-only, slots, inheritance."""
from dataclasses import asdict, dataclass, field, replace
from typing import ClassVar


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: str = field(default="h", repr=False, compare=False)
    count: ClassVar[int] = 7

    def __post_init__(self):
        self.length = abs(self.x) + abs(self.y)


p, q = Point(1), Point(1, tags=[])
p.tags.append("t")
print(p, q, p == q, q == Point(1, hidden="other"), p.length, Point.count, Point.y)
attempt(Point)
attempt(Point, 1, 2, 3, 4, 5)
attempt(Point, 1, z=3)
attempt(hash, p)
attempt(lambda: p < q)
print(asdict(p), replace(q, x=5), replace(q, x=5).length, p == (1, 0, ["t"], "h"))
attempt(replace, q, w=1)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0

    def __str__(self):
        return f"v{self.major}.{self.minor}"


print(sorted([Version(2), Version(1, 5), Version(1)]), max(Version(1), Version(1, 1)), {Version(1): "one"}[Version(1)])
try:
    Version(1).major = 2
except AttributeError as error:
    print(type(error).__name__, error)
try:
    del Version(1).minor
except AttributeError as error:
    print(error)
attempt(lambda: Version(1) < 5)
print(f"{Version(3)} {Version(3)!r}", hash(Version(1)) == hash(Version(1)))


@dataclass
class Point3(Point):
    z: int = field(kw_only=True, default=3)

    def __repr__(self):
        return "P3"


print(Point3(1, 2), Point3(1, z=9).z, asdict(Point3(1)))


@dataclass(kw_only=True, slots=True)
class Options:
    name: str
    level: int = 1


print(Options(name="n"), Options(name="n") == Options(name="n", level=1))
attempt(Options, "n")
try:
    Options(name="n").other = 1
except AttributeError as error:
    print(error)


@dataclass(eq=False, repr=False)
class Bare:
    a: int


print(Bare(1) == Bare(1), repr(Bare(1)).startswith("<__main__.Bare object at 0x"))


@dataclass
class Tree:
    value: int
    children: list["Tree"] = field(default_factory=list)


tree = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
tree.children.append(tree.children[0])
print(tree, asdict(tree))
loop = Tree(0)
loop.children.append(loop)
print(loop)
match p:
    case Point(x, y):
        print("matched", x, y, Point.__match_args__)
try:
    @dataclass
    class Bad:
        a: int = 1
        b: str
except TypeError as error:
    print(error)
try:
    @dataclass
    class Worse:
        a: list = []
except ValueError as error:
    print(error)
