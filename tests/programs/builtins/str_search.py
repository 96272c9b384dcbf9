# find and its kin, for every text, part and pair of bounds below.


def escaped(value):
    return f"{value!a}"


texts = ("", "a", "aba", "abababa", "äöäöä", "日本語日本", "a😀b😀")
parts = ("", "a", "ab", "ba", "ä", "öä", "日本", "😀", "x")
bounds = (None, -9, -2, 0, 1, 3, 9)


def place(method, text, *arguments):
    try:
        return str(method(text, *arguments))
    except ValueError as error:
        return str(error)[:1]


for text in texts:
    for part in parts:
        line = [place(method, text, part) for method in (str.find, str.rfind, str.index, str.rindex, str.count)]
        for start in bounds:
            for end in bounds:
                arguments = text, part, start, end
                line.append(f"{str.find(*arguments)}{str.rfind(*arguments)}{str.count(*arguments)}"
                            f"{str.startswith(*arguments):d}{str.endswith(*arguments):d}")
        print(repr(text), repr(part), part in text, *line)

for text in texts:
    for part in parts:
        print(repr(text), repr(part), text.partition(part) if part else "-", text.rpartition(part) if part else "-",
              text.removeprefix(part), text.removesuffix(part), text.replace(part, "<>"), text.replace(part, "", 1),
              text.replace(part, "é", 2), text.replace(part, part), sep="|")

print("abc".startswith(("x", "ab")), "abc".startswith(()), "abc".endswith(("x", "bc"), 1), "abc".endswith("bc", 2))
print("x".replace("", "-", count=1), "aaa".replace("a", "b", count=0), "aaa".replace("a", "b", -1))

for text in (" \t both \n", "xxyxx", "ääbää", "\u2003wide\u3000", "\x1cseparated\x1f", "", "   "):
    print(*[escaped(strip(text, *chars)) for strip in (str.strip, str.lstrip, str.rstrip)
            for chars in ((), (None,), ("x",), ("xä ",), ("",))])

table = str.maketrans({"a": "<A>", "b": None, 99: 0x1F600, "ä": "ae"})
print(table, "abcdä".translate(table))
print(str.maketrans("abc", "xyz"), str.maketrans("ab", "xy", "zä"))
print("zabä".translate(str.maketrans("ab", "xy", "zä")), "abc".translate(["x"] * 98), "abc".translate({}))
