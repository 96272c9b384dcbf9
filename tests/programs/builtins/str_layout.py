# center, ljust, rjust, zfill, expandtabs, repetition, concatenation, subscripts, comparison.


def escaped(value):
    return f"{value!a}"


for text in ("", "a", "ab", "äöü", "😀"):
    for width in range(-1, 8):
        print(text.center(width), text.ljust(width), text.rjust(width), text.center(width, "*"),
              text.ljust(width, "é"),
              text.rjust(width, "😀"), text.zfill(width), sep="|")
for text in ("+1", "-1", "--1", "+", "1-", "−1"):
    print(*[text.zfill(width) for width in (0, 2, 3, 5)])

for text in ("a\tb", "\t", "ab\tc\td", "a\nb\tc", "abcdefgh\ti", "ä\tö", "a\r\tb", "a\n\tb"):
    print(*[escaped(text.expandtabs(size)) for size in (8, 0, 1, 3, 4, -1)], escaped(text.expandtabs()),
          escaped(text.expandtabs(tabsize=2)))

for text in ("abcdef", "aäö日😀z", ""):
    for start in (None, -9, -3, 0, 2, 9):
        for stop in (None, -9, -2, 0, 3, 9):
            print(*[escaped(text[start:stop:step]) for step in (None, 1, 2, -1, -3)])
    print([text[i] for i in range(-len(text), len(text))], len(text), list(text), list(reversed(text)))

print("ab" * 3, 3 * "ab", "ab" * 0, -1 * "ab", "" * 5, "é" * True, "a" + "é" + "" + "😀", sep="|")
words = ["b", "a", "", "ä", "z", "ab", "😀", "日", "Z", "aa", "\ud800", "\uffff"]
print(escaped(sorted(words)), escaped(max(words)), escaped(min(words)))
print([(a < b, a <= b, a == b, a != b, a > b, a >= b) for a in ("", "a", "ab") for b in ("a", "b", "ab")])
print("a" == 1, "a" != 1, "1" == 1, "" == None, {"a": 1} == {"a" + "": 1}, "ab" in {"a" + "b"})

text = ""
for i in range(300):
    text += str(i)
    other = text
    text += "ä" if i % 100 == 99 else "-"
    assert other + text[-1] == text
print(len(text), text[-20:], text.isascii(), hash(text) == hash("".join([text])))
