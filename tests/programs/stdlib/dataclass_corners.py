"""dataclass: ordering, frozen, slots, kw_only, InitVar, ClassVar, default factories, inheritance, replace, hashes, post_init, errors."""
from dataclasses import FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace, KW_ONLY
from typing import ClassVar


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: str = field(default="h", repr=False, compare=False)
    count: ClassVar[int] = 0


p = Point(1)
print(p, p == Point(1, 0), p == Point(1, hidden="other"), p != Point(2), p == (1, 0, []), Point(1).tags is Point(1).tags, Point.y, p.count)
attempt("missing", lambda: Point())
attempt("too many", lambda: Point(1, 2, [], "h", 5))
attempt("unknown", lambda: Point(1, z=5))
attempt("hash", lambda: hash(p))
attempt("less", lambda: p < Point(2))
attempt("no default class attribute", lambda: Point.x)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = field(default=0)
    name: str = field(default="", compare=False)


a, b = Version(1, 2, "a"), Version(1, 10, "b")
print(a < b, a <= b, sorted([b, a]), max(a, b), hash(a) == hash(Version(1, 2)), {a: 1}[Version(1, 2, "other")], a == Version(1, 2, "x"))
attempt("frozen set", lambda: setattr(a, "major", 5))
attempt("frozen del", lambda: delattr(a, "major"))
attempt("frozen new", lambda: setattr(a, "new", 5))
attempt("other type", lambda: a < p)
attempt("error class", lambda: FrozenInstanceError.__mro__[1].__name__)
print(replace(a, minor=7), asdict(p), astuple(a), [f.name for f in fields(Point)], is_dataclass(p), is_dataclass(Point), is_dataclass(5))
attempt("replace unknown", lambda: replace(a, nothing=1))
attempt("asdict wrong", lambda: asdict(5))
attempt("fields wrong", lambda: fields(5))


@dataclass
class Base:
    a: int = 1
    b: str = "b"


@dataclass
class Derived(Base):
    c: float = 1.5
    a: int = 10


print(Derived(), Derived(1, "x", 2.0), Derived.__match_args__, Derived() == Base())


@dataclass
class Init:
    total: int = field(init=False)
    start: int
    step: InitVar[int] = 2

    def __post_init__(self, step):
        self.total = self.start * step


print(Init(5), Init(5, 3), Init(start=1, step=10))


@dataclass(kw_only=True)
class Keywords:
    a: int
    b: int = 2


attempt("kw only", lambda: Keywords(1))
print(Keywords(a=1))


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int


print(Mixed(1, c=3))
attempt("mixed", lambda: Mixed(1, 2))


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 5


s = Slotted(1)
print(s, s.b, Slotted.__slots__)
attempt("slotted new", lambda: setattr(s, "c", 1))


@dataclass(eq=False)
class Identity:
    a: int


print(Identity(1) == Identity(1), hash(Identity(1)) is not None)


@dataclass(unsafe_hash=True)
class Hashed:
    a: int
    b: list = field(default_factory=list, hash=False)


print(hash(Hashed(1)) == hash(Hashed(1, [5])))


@dataclass(repr=False, init=False)
class Bare:
    a: int = 1

    def __init__(self, a):
        self.a = a * 2

    def __repr__(self):
        return f"<Bare {self.a}>"


print(Bare(4), Bare(1) == Bare(1))


def mutable_default():
    @dataclass
    class Wrong:
        items: list = []


def order_of_defaults():
    @dataclass
    class Wrong:
        a: int = 1
        b: int


def frozen_mix():
    @dataclass
    class Wrong(Version):
        pass


def order_without_eq():
    @dataclass(order=True, eq=False)
    class Wrong:
        a: int


def both_defaults():
    @dataclass
    class Wrong:
        a: int = field(default=1, default_factory=int)


for wrong in mutable_default, order_of_defaults, frozen_mix, order_without_eq, both_defaults:
    attempt(wrong.__name__, wrong)


@dataclass
class Tree:
    value: int
    children: list["Tree"] = field(default_factory=list)

    @property
    def total(self):
        return self.value + sum(child.total for child in self.children)


tree = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(tree.total, asdict(tree))
tree.children.append(tree)
print(tree)
match Point(1, 2):
    case Point(0, y):
        print("zero")
    case Point(x, y=2):
        print("matched", x)
