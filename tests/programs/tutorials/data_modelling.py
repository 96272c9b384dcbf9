"""Dataclasses, enums, flags and matching, as a course on data modelling has them."""
import dataclasses
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, replace
from enum import Enum, IntEnum, unique
from typing import ClassVar, Literal


class Color(Enum):
    RED = "#f00"
    GREEN = "#0f0"
    CRIMSON = "#f00"

    @classmethod
    def parse(cls, text):
        return cls[text.upper()]

    def __format__(self, spec):
        return f"{self.name.title():{spec}}"


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return 6.674e-11 * self.mass / self.radius ** 2


@dataclass
class Base:
    id: int
    _: KW_ONLY
    tags: list[str] = field(default_factory=list)
    count: ClassVar[int] = 0

    def __post_init__(self):
        type(self).count += 1


@dataclass(order=True, frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0
    label: str = field(default="", compare=False, repr=False)

    def __add__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return replace(self, x=self.x + other.x, y=self.y + other.y)


@dataclass
class User(Base):
    name: str
    password: InitVar[str]
    level: Literal["guest", "admin"] = "guest"
    hash: str = field(init=False, repr=False)

    def __post_init__(self, password):
        super().__post_init__()
        self.hash = f"{len(password)}*"


def describe(thing):
    match thing:
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x) if x > 0:
            return f"on an axis at {x}"
        case Point(x=x, y=y):
            return f"{x}/{y}"
        case User(name="root" | "admin" as who):
            return f"boss {who}"
        case User(tags=[first, *rest]):
            return f"user with {first} and {len(rest)} more"
        case {"type": "circle", "r": int() | float() as r, **others}:
            return f"circle {r} {others}"
        case [Color.RED, *_] | (Color.GREEN, _):
            return "colours"
        case str(s) if s.isdigit():
            return f"number {s}"
        case None | True | False:
            return "singleton"
        case [] | {}:
            return "empty"
        case _:
            return type(thing).__name__


u = User(1, "ann", "secret", tags=["a", "b", "c"])
print(u, u.hash, Base.count, User.count)
print(asdict(u), astuple(Point(1, 2, "p")), [f.name for f in fields(u)], sep="\n")
for t in (Point(0), Point(0, 3.5), Point(1, 2), User(2, "root", ""), u, {"type": "circle", "r": 2, "c": 1}, [Color.RED, 1, 2], (Color.GREEN, 0), "42", "x", None, [], {}, 5):
    print(describe(t))
print(Color("#f00"), Color.CRIMSON is Color.RED, [*Color], f"[{Color.RED:>8}] [{Color.GREEN:<8}]", Color.parse("green").value, Color.__members__)
print(Planet.EARTH, round(Planet.MARS.gravity, 2), Planet.MARS.value)
print(Point(1, 2) + Point(3), Point(1) < Point(1, 1), sorted([Point(2), Point(1, 5), Point(1, 2)]), {Point(1): "a"}[Point(1, 0, "other")])
for wrong in (lambda: setattr(Point(1), "x", 2), lambda: Point(1) + 1, lambda: User(1, "x"), lambda: replace(u, id=5), lambda: Color("blue"), lambda: Color["BLUE"], lambda: asdict(5), lambda: Point(1) < 1, lambda: fields(5)):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
print(Point.__doc__, Base.__match_args__, User.__match_args__, Point.__slots__, dataclasses.is_dataclass(Point), dataclasses.is_dataclass(u))
print(u == User(1, "ann", "secret", tags=["a", "b", "c"]), u != 1, repr(field(default=1))[:12])


@unique
class Level(IntEnum):
    LOW = 1
    HIGH = 2


print(Level.LOW | Level.HIGH, Level(2), Level.LOW + 1, Level.HIGH > 1, f"{Level.LOW}", f"{Level.LOW!r}", [*map(str, Level)])
