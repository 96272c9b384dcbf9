"""enum: members, aliases, auto, lookup, iteration, methods, IntEnum and StrEnum."""
from enum import Enum, IntEnum, StrEnum, auto


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def lower(self):
        return self.name.lower()

    @classmethod
    def default(cls):
        return cls.GREEN

    def __str__(self):
        return f"the color {self.lower}"


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["GREEN"], Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color.RED in Color, Color.__members__, Color.default().lower)
print(Color.RED == 1, Color.RED != Color.GREEN, {Color.RED: "r"}[Color.CRIMSON], isinstance(Color.RED, Color), type(Color.RED))
attempt(Color, 9)
attempt(lambda: Color["BLUE"])
attempt(lambda: Color.BLUE)
attempt(lambda: Color.RED < Color.GREEN)
try:
    Color.RED = 5
except AttributeError as error:
    print(error)
print(f"{Color.RED}", "%s" % Color.GREEN, Color, 1 in Color, 7 in Color)


class Step(Enum):
    FIRST = auto()
    SECOND = auto()
    TENTH = 10
    NEXT = auto()
    NAMED = "text"


print([step.value for step in Step], Step.FIRST)


class Level(IntEnum):
    LOW = 1
    HIGH = 5


print(Level.HIGH > Level.LOW, Level.HIGH + 1, Level.HIGH, repr(Level.LOW), Level(5), f"{Level.LOW:03d}", max(Level), sorted([5, Level.LOW]), Level.LOW == 1, [10, 20][Level.LOW])


class Mode(StrEnum):
    READ = auto()
    WRITE = "w"


print(Mode.READ, repr(Mode.WRITE), Mode.WRITE == "w", Mode("read"), Mode.READ.upper(), f"{Mode.READ:>6}|", "x" + Mode.WRITE, ",".join(Mode))


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.642, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius ** 3, 4)


print(Planet.MARS.density, Planet.EARTH.value, Planet((0.642, 3.39)))
match Color(1):
    case Color.GREEN:
        print("no")
    case Color.RED:
        print("red it is")
try:
    del Color.GREEN
except AttributeError as error:
    print(error)
Color.extra = 5
print(Color.extra, Color.GREEN, 5 in Level, "w" in Mode, Level.LOW in Level)
try:
    3 in int
except TypeError as error:
    print(error)
