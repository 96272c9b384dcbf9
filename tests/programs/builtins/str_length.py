"""How many characters a str has: short and long ones, of ASCII and not, made in all ways, and grown."""
from enum import StrEnum


class Colour(StrEnum):
    RED = "röt"
    BLUE = "blå" * 30000


for text in ("a", "é", "€", "😀", "a€"):
    for count in (1, 2, 16383, 16384, 21845, 21846, 32767, 32768, 65534, 65535, 65536, 100000):
        made = text * count
        print(repr(text), count, len(made), len(made + "x"), len(made + "é"), len(made[1:]), len(made[:-1]),
              len(made.upper()), len("".join([made, made])), len(f"{made}é{made}"), len(made.replace("é", "éé")))
        assert made == text * count and hash(made) == hash(text * count)
        assert made[-1] == text[-1] and made.find("x") == -1 and made.count(text) == count

grown = ""
lengths = []
for i in range(70000):
    grown += "é" if i % 3 == 0 else "e"
    if i % 7001 == 0 or 43680 < i < 43700:
        lengths.append((i, len(grown), grown[-1], grown[i // 2]))
print(lengths)
print(len(grown), grown.count("é"))
print(len(Colour.RED), len(Colour.BLUE), Colour.RED[1], Colour.BLUE[-1], Colour.BLUE.count("å"))
print({"é" * 40000: 1}["é" * 40000], "é" * 40000 in {"é" * 40000}, "é" * 40000 < "é" * 40001)
