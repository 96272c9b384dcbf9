"""A name that an enumeration's body gives twice, and members with several values."""
from enum import Enum, auto


def attempt(make):
    try:
        print(make())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


def twice():
    class Color(Enum):
        RED = 1
        RED = 2


def twice_auto():
    class Color(Enum):
        RED = auto()
        GREEN = auto()
        GREEN = 7


def twice_lower():
    class Color(Enum):
        def _generate_next_value_(name, start, count, last_values):
            return name.lower()
        RED = auto()
        RED = auto()


def function_over_member():
    class Color(Enum):
        RED = 1

        def RED(self):
            pass


def loop_in_body():
    class Color(Enum):
        for i in range(3):
            pass


def fine():
    class Color(Enum):
        _ignore_ = ["i"]
        for i in range(3):
            pass
        RED = 1
        ALSO = RED

        @property
        def hot(self):
            return self.name == "RED"

        @hot.setter
        def hot(self, value):
            pass

        def twice(self):
            return 1

        def twice(self):
            return 2
    return Color.ALSO, Color.RED.hot, Color.RED.twice(), list(Color)


for case in (twice, twice_auto, twice_lower, function_over_member, loop_in_body, fine):
    attempt(case)


class Point(Enum):
    A = (1, 2)
    B = 3


attempt(lambda: Point(1, 2))
attempt(lambda: Point(1, 3))
attempt(lambda: Point(3, 4, 5))
