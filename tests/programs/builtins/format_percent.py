# The % operator.
LEAST, MOST = -9223372036854775808, 9223372036854775807


def escaped(value):
    return f"{value!a}"


def attempt(text, values):
    try:
        print(escaped(text % values))
    except Exception as error:
        print(type(error).__name__, error)


for value in (0, 1, -1, 255, -1234567, MOST, LEAST, True, 1.0, -1.5, 0.1, 1234567.891, 1e22, 1.5e-7):
    for kind in "diuoxXeEfFgGsrac":
        if kind in "diu" and not -1e18 < value < 1e18 and isinstance(value, float) or kind == "c":
            continue
        for flags in ("", "5", "-12", "+", " ", "#", "012", "-012", "+012", "#012", " 05.1", ".0", ".3", "12.5",
                      "-12.5", "#.0", "+ 8", "l", "5h"):
            attempt("[%" + flags + kind + "]", value)
for value in (float("inf"), float("-inf"), float("nan"), -0.0):
    for kind in "eEfFgGsr":
        for flags in ("", "8", "-8", "+", "08", "+08", ".1", "#"):
            attempt("[%" + flags + kind + "]", value)
for value in ("", "text", "äö日😀", "it's", None, [1], {"k": 2}):
    for kind in "sra":
        for flags in ("", "8", "-8", ".2", "8.2", "-8.2", "08", "+8"):
            attempt("[%" + flags + kind + "]", (value,))
for value in (65, 233, 0x1F600, "x", "é", True):
    attempt("[%c]", value)
    attempt("[%5c]", value)
    attempt("[%-5c]", value)

attempt("%d%% of %s", (5, "it"))
attempt("%(a)s %(b)05d %(a)r", {"a": "x", "b": 7})
attempt("%(a(b)c)s", {"a(b)c": 1})
attempt("%*d|%-*d|%.*f|%*.*f", (5, 1, 5, 2, 2, 3.14159, 8, 3, 2.5))
attempt("%*d", (-5, 1))
attempt("%.*f", (-5, 1.5))
attempt("plain", ())
attempt("plain", {})
attempt("plain", [1])
attempt("%s", [1, 2])
attempt("%s", {"a": 1})
attempt("%s", ((1, 2),))
attempt("%s %s", ("a", "b"))

for text, values in (("%d", "a"), ("%x", 1.5), ("%o", None), ("%c", "ab"), ("%c", 1.5), ("%c", -1), ("%c", 0x110000),
                     ("%f", "a"),
                     ("%e", None), ("%d %d", 1), ("%d", (1, 2)), ("%y", 1), ("%é", 1), ("%", 1), ("%5", 1),
                     ("%(a)d", 1), ("%(a)d", {"b": 1}),
                     ("%(a", {}), ("%*d", ("a", 1)), ("%.*d", (1.5, 1)), ("abc", 1), ("abc", "x"), ("%s", ()),
                     ("%s %s", ("a",)),
                     ("%5%", ()), ("%5%", 1), ("é%%%y", 1), ("%(a)s %s", {"a": 1}), ("%d", []), ("%i", {}),
                     ("%.99999999999d", 1), ("%d", float("nan")), ("%d", float("inf")), ("%d", None),
                     ("%s%s%s", (1, 2))):
    attempt(text, values)


class Number:
    def __int__(self):
        return 7

    def __float__(self):
        return 2.5

    def __str__(self):
        return "seven"


class Index:
    def __index__(self):
        return 255


class Mapping:
    def __getitem__(self, key):
        return key * 2


attempt("%d %f %s", (Number(), Number(), Number()))
attempt("%d %x %o %c", (Index(), Index(), Index(), Index()))
attempt("%x", Number())
attempt("%(a)s%(bc)s", Mapping())
