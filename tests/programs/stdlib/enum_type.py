"""The class of an enumeration, and the view of its members."""
import enum
from enum import Enum, IntEnum, StrEnum, auto
class Color(Enum):
    RED = 1
    GREEN = auto()
class N(IntEnum):
    A = 1
class S(StrEnum):
    A = auto()
print(type(Color), type(N), type(S), type(Color.RED), type(Enum))
print(Color.__members__)
print(dict(Color.__members__), list(Color.__members__), len(Color.__members__), "RED" in Color.__members__)
print(type(Color.__members__))
print(Color.__members__["RED"], Color.__members__.get("x"), list(Color.__members__.items()))
try:
    Color.__members__["X"] = 1
except TypeError as e:
    print(e)
print(type(Color).__name__, isinstance(Color, type), isinstance(Color, type(Color)))
print(type(Color) is type(N), type(Color) is type)
try:
    Color.RED = 3
except AttributeError as e:
    print(e)
try:
    Color(7)
except ValueError as e:
    print(e)
try:
    Color["X"]
except KeyError as e:
    print(e)
print(enum.EnumType, enum.EnumMeta, type(Color) is enum.EnumType, isinstance(Color, enum.EnumType))
