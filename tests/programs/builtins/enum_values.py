# Members of IntEnum and StrEnum are ints and strs.
from enum import IntEnum, StrEnum


class Level(IntEnum):
    LOW = 1
    HIGH = 5


class Mode(StrEnum):
    A = "alpha"
    B = "beta"

    def describe(self):
        return f"{self.name}={self}"


print(Level.LOW + 1, Level.LOW * 2.5, Level.HIGH > Level.LOW, Level.LOW == 1, {1: "x"}[Level.LOW],
      [10, 20][Level.LOW])
print(f"{Level.LOW}|{Level.LOW:03d}|{Level.LOW!r}|{Level.HIGH:>4}", "%d %s %r" % (Level.LOW, Level.LOW, Level.LOW),
      "{:x}".format(Level.HIGH))
print(repr(Level.LOW), str(Level.HIGH), int(Level.HIGH), float(Level.HIGH), hash(Level.LOW) == hash(1),
      Level.LOW in (1, 2), -Level.HIGH)
print(~Level.LOW, bool(Level.LOW), divmod(Level.HIGH, 2), Level.HIGH << 2, range(Level.HIGH),
      format(Level.HIGH, ">4"), "ab" * Level.HIGH)
print(type(Level.LOW + 0).__name__, isinstance(Level.LOW, int), Level.HIGH.bit_length(), Level.LOW.real, sum(Level),
      max(Level), list(Level))
print(Mode.A + "!", Mode.A.upper(), f"{Mode.A}|{Mode.A:>8}|{Mode.A!s:>7}|{Mode.A!r}", repr(Mode.A), str(Mode.B),
      "%s" % Mode.A)
print("-".join([Mode.A, Mode.B]), Mode.A == "alpha", {"alpha": 1}[Mode.A], Mode.A in "xalphay", len(Mode.A),
      Mode.A[1], Mode.A[1:], list(Mode.A))
print(sorted([Mode.B, Mode.A]), Mode.A.describe(), Mode.A < Mode.B, hash(Mode.A) == hash("alpha"),
      Mode.A.replace("a", "A"), Mode.A.startswith("al"))
for text in (Mode.A.lower(), Mode.A[:], Mode.A * 1, Mode.A + "", Mode.A.strip(), Mode.A.replace("z", "y"),
             "".join([Mode.A]), str(Mode.A),
             Mode.A.center(1), Mode.A.removeprefix("z"), Mode.A.partition("z")[0], Mode.A.split("z")[0],
             Mode.A.zfill(1), f"{Mode.A}"):
    print(type(text).__name__, text, end=" ")
print()
joined = Mode.A
joined += "b"
print(joined, Mode.A, type(joined).__name__, Mode("beta").name, Level(5).name, getattr(Mode, "A") is Mode.A)
