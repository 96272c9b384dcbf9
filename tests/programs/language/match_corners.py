"""match: which cases take which values; captures that stay, guards that fail, nested and class patterns, str against sequence, errors."""
from collections import OrderedDict, defaultdict, deque
from dataclasses import dataclass
from enum import Enum


class Color(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int


class Args:
    __match_args__ = ("a", "b")

    def __init__(self, a, b=None):
        self.a = a
        if b is not None:
            self.b = b


class Limits:
    low, high = 1, 10


def kind(value):
    match value:
        case None | True | False:
            return "singleton"
        case Limits.low:
            return "low"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float():
            return "number"
        case "" | "empty":
            return "empty string"
        case str(text):
            return f"text {text}"
        case Color.RED:
            return "red"
        case Color():
            return "colour"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, *rest] | (2, *rest):
            return f"begins {rest}"
        case [Point(x=0, y=y), Point(x, 0)]:
            return f"two points {x} {y}"
        case [first, _, *_, last]:
            return f"ends {first} {last}"
        case (a, b):
            return f"pair {a} {b}"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": t, **rest} if rest:
            return f"{t} and {rest}"
        case {"k": None}:
            return "k is None"
        case {}:
            return "a mapping"
        case Point(0, 0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=x):
            return f"point {x}"
        case Args(1, 2):
            return "args 1 2"
        case Args(a, b):
            return f"args {a} {b}"
        case Args(a=a):
            return f"only a {a}"
        case type():
            return "a class"
        case set() | frozenset():
            return "a set"
        case _:
            return "something"


for value in (None, True, 1, 1.0, 0, 7, 2.5, 1000, -1, "", "abc", Color.RED, Color.BLUE, [], (), [5], (5,), [1, 2, 3], (2,), [2, 9], [3, 4], (3, 4, 5, 6), range(3), range(0), deque([7]),
              [Point(0, 5), Point(6, 0)], {}, {"type": "circle", "r": 3, "extra": 1}, {"type": "square", "side": 2}, {"type": "dot"}, {"k": None}, {1: 2}, OrderedDict(k=None), defaultdict(int),
              Point(0, 0), Point(2, 2), Point(1, 2), Args(1, 2), Args(3, 4), Args(5), int, object(), {1}, frozenset(), (x for x in []), b if (b := "ab") else 0, [[]], ["a"], [None], lambda: 0):
    print(repr(value).partition(" at 0x")[0], "->", kind(value))


def binds():
    match (1, 2):
        case (a, b) if a > b:
            pass
        case (a, 3):
            pass
    return a, b


print(binds())


def nested(value):
    match value:
        case {"user": {"name": str(name), "tags": [first, *_]}, "n": (1 | 2) as n}:
            return name, first, n
        case [[a, [b, [c]]], *_] as whole:
            return a, b, c, len(whole)
        case ("go", ("north" | "south") as way) | ("go", "to", way):
            return way
        case {"a": 1, **rest}:
            return rest
        case -1 | -2.5 | "x" "y":
            return "constants"
        case str() as s, int() as i:
            return s, i
    return "fell through"


for value in ({"user": {"name": "n", "tags": ["t", "u"]}, "n": 2}, {"user": {"name": 5, "tags": []}, "n": 2}, [[1, [2, [3]]], 4], ("go", "south"), ("go", "to", "hell"), ("go", "west"), {"a": 1, "b": 2}, -1, -2.5, "xy", ("s", 5), 99):
    print(nested(value))


class Counted:
    def __init__(self):
        self.asked = 0

    def __eq__(self, other):
        self.asked += 1
        return other == 3


c = Counted()
match c:
    case 1 | 2 | 3 | 4:
        print("equal after", c.asked)


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


def too_many():
    match Point(1, 2):
        case Point(1, 2, 3):
            pass


def no_match_args():
    class Plain:
        pass
    match Plain():
        case Plain(1):
            pass


def not_a_class():
    match 5:
        case binds(1):
            pass


def int_twice():
    match 5:
        case int(1, 2):
            pass


def wrong_match_args():
    class W:
        __match_args__ = "ab"
    match W():
        case W(1):
            pass


def repeated():
    class W:
        __match_args__ = ("a",)
        a = 1
    match W():
        case W(1, a=2):
            pass


for action in too_many, no_match_args, not_a_class, int_twice, wrong_match_args, repeated:
    attempt(action.__name__, action)
match = {"match": 1}
case = match["match"]
print(match, case)
