"""Enum: lookups, aliases, iteration, auto, methods, mixed kinds, what cannot be done, in dict keys, match, f-strings and json."""
import json
from enum import Enum, IntEnum, StrEnum, auto, unique


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    BLUE = "b"

    def describe(self):
        return f"{self.name.lower()}={self.value}"

    @classmethod
    def first(cls):
        return next(iter(cls))

    @property
    def loud(self):
        return self.name + "!"


print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.CRIMSON, Color["GREEN"], Color("b"), Color.RED.describe(), Color.first(), Color.BLUE.loud)
print(repr(Color.RED), str(Color.RED), f"{Color.RED} {Color.RED!r} {Color.RED:>12}", Color.RED.name, Color.RED.value, Color.__members__.keys(), Color)
attempt("value", lambda: Color(99))
attempt("key", lambda: Color["PINK"])
attempt("attribute", lambda: Color.PINK)
attempt("assign", lambda: setattr(Color, "RED", 5))
attempt("delete", lambda: delattr(Color, "RED"))
attempt("name", lambda: setattr(Color.RED, "name", "x"))
attempt("value set", lambda: setattr(Color.RED, "value", 5))
attempt("less", lambda: Color.RED < Color.GREEN)
attempt("equal", lambda: (Color.RED == 1, Color.RED == Color.CRIMSON, Color.RED != Color.GREEN, Color.RED is Color(1)))
attempt("in", lambda: (Color.RED in Color, 1 in Color, 99 in Color, "RED" in Color))
attempt("hash", lambda: {Color.RED: "r"}[Color.CRIMSON])
attempt("call without", lambda: Color())
attempt("bool", lambda: bool(Color.RED))


def derives():
    class More(Color):
        PINK = 3


attempt("derives", derives)


def not_unique():
    @unique
    class Wrong(Enum):
        A = 1
        B = 1


attempt("unique", not_unique)


class Number(IntEnum):
    ONE = 1
    TWO = 2


print(Number.ONE + 1, Number.TWO > Number.ONE, Number.ONE == 1, sorted([Number.TWO, Number.ONE]), f"{Number.ONE}", str(Number.TWO), repr(Number.TWO), [10, 20, 30][Number.TWO], Number(2), json.dumps(Number.ONE), isinstance(Number.ONE, int), sum(Number))


class Word(StrEnum):
    HELLO = auto()
    WORLD = "w"


print(Word.HELLO, Word.WORLD.upper(), Word.HELLO == "hello", repr(Word.WORLD), f"{Word.HELLO:>8}", "x" + Word.WORLD, json.dumps({"k": Word.HELLO}), {Word.WORLD: 1}["w"], Word("w"))


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print([member.value for member in Auto])


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(self.mass / self.radius ** 2, 3)


print(Planet.EARTH.gravity, Planet.MARS.mass, Planet.EARTH.value, Planet((0.64, 3.39)))


class State(Enum):
    IDLE = "idle"
    BUSY = "busy"

    def __str__(self):
        return self.value.title()

    def next(self):
        members = list(State)
        return members[(members.index(self) + 1) % len(members)]


print(State.IDLE, f"{State.BUSY}", State.IDLE.next(), State.BUSY.next(), repr(State.IDLE))
match State.BUSY:
    case State.IDLE:
        print("idle")
    case State.BUSY:
        print("busy")


class Empty(Enum):
    pass


print(list(Empty), bool(Empty))
Made = Enum("Made", "X Y Z")
print(list(Made), Made.Y.value, Enum("More", {"P": 5}).P, Enum("Listed", ["Q", "R"]).R)


class Inherits(Empty):
    A = 1


print(Inherits.A, isinstance(Inherits.A, Empty), Inherits.__bases__[0].__name__)
for member in Color:
    print(member, end=" ")
print(*map(str, reversed(Color)), type(Color.RED).__name__, isinstance(Color.RED, Color), Color.RED.__class__ is Color)
