# split, rsplit, splitlines and join.


def escaped(value):
    return f"{value!a}"


texts = ("", " ", "a", "a b", "  a  b  c  ", "a,b,,c", ",", ",,", "a, b, c", "aXXbXXc", "\ta\u2003b\x1cc\n", "日,本")
for text in texts:
    for separator in (None, ",", ", ", "XX", "XXX", " "):
        for most in (-1, 0, 1, 2, 5):
            print(escaped(text.split(separator, most)), escaped(text.rsplit(separator, most)))

print("a b c".split(maxsplit=1), "a-b-c".split(sep="-", maxsplit=1), "a b".rsplit(None, maxsplit=True))

ends = ("\n", "\r", "\r\n", "\n\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u2028", "\u2029")
for end in ends:
    for text in (end, "a" + end, end + "a", "a" + end + "b" + end + end):
        print(escaped(text), escaped(text.splitlines()), escaped(text.splitlines(True)),
              escaped(text.splitlines(keepends=0)))
print("".splitlines(), "one".splitlines(True), escaped("a\n\nb\r\n\r\nc".splitlines()))

for separator in ("", ",", "ä", "😀 "):
    print(separator.join([]), separator.join(["a"]), separator.join(["a", "b", "ü"]), separator.join("xyz"),
          separator.join({"k": 1, "l": 2}), separator.join(str(i) for i in range(4)), separator.join(("", "")),
          sep="|")
