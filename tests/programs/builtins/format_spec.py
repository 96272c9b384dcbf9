# format(value, specification): a grid of specifications, and those that are wrong.
LEAST, MOST = -9223372036854775808, 9223372036854775807


def escaped(value):
    return f"{value!a}"


def shown(value, spec):
    try:
        return escaped(format(value, spec))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


ints = (0, 1, -1, 255, -1234567, MOST, LEAST, True)
floats = (0.0, -0.0, 1.0, -1.5, 0.1, 1234567.891, 1e16, 1e22, 1.5e-7, 2.675, 99999.5, 5e-324, float("inf"),
          float("-inf"),
          float("nan"), -0.0001)
strs = ("", "a", "text", "äö日😀")

for value in ints:
    for kind in ("", "b", "d", "o", "x", "X", "n", "e", "f", "g", "%"):
        print(value, kind, *[shown(value, prefix + kind) for prefix in
                             ("", "5", "<5", "^8", ">8", "=8", "+", " ", "-", "#", "08", "+08", "#010", "*^12",
                              "é=12", "x<12")])
for value in ints:
    for kind in ("", "b", "d", "o", "x", "X", "e", "f", "g", "%"):
        print(value, kind, *[shown(value, prefix + kind) for prefix in (",", "_", "012,", "012_", "#_", "+20,",
                                                                        "<20_", "0=20,")])
for value in floats:
    for kind in ("", "e", "E", "f", "F", "g", "G", "n", "%"):
        print(value, kind, *[shown(value, prefix + kind) for prefix in
                             ("", ".0", ".1", ".3", ".12", ".20", "#", "#.0", "#.3", "z", "z.2", "+", " .2", "010",
                              "^+12.2", "*=12.3",
                              ",", "_.2", "015,.2", "015_", "é<12")])
for value in strs:
    print(escaped(value), *[shown(value, spec) for spec in
                          ("", "s", "6", "<6", ">6", "^6", "^7", "*^7s", "é>6", "06", "<06", ".0", ".1", ".3s", "6.2",
                           "^6.2", "😀^6")])
print(*[shown(value, "c") for value in (0, 65, 233, 0x1F600)], shown(65, "5c"), shown(65, "<5c"), shown(65, "05c"),
      shown(233, "*^5c"))

wrong = ("y", "é", "\n", "5y5", "<<<", "5.", ".", ".f", ",,", ",_", "_,", "__", ",x", ",n", ",c", "_s", ",s", "+s",
         " s", "#s", "zs", "=5s", "=5",
         "+c", "#c", "zd", ".3d", ".3", "99999999999999999999", ".99999999999999999999", ".9999999999f", "s", "d",
         "x", "c", "q",
         "<5>5", "{}", " ", "  ", "5 5", "0x", "²", "٣")
for spec in wrong:
    print(escaped(spec), shown(5, spec), shown(1.5, spec), shown("a", spec), shown(True, spec), sep=" | ")
print(shown(-1, "c"), shown(0x110000, "c"), shown(None, "5"), shown([], "s"), shown(None, ""), shown([1], ""),
      shown((), ">5"))
try:
    format(1, 5)
except TypeError as error:
    print(error)
print((5).__format__("03"), (1.5).__format__(".2f"), "a".__format__(">3"), True.__format__(""), True.__format__("d"))


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"<{self.amount}|{spec}>"


class Bad:
    def __format__(self, spec):
        return 5


print(format(Money(5)), format(Money(5), "x"), f"{Money(1)}", f"{Money(2):{'>'}5}", "{:a{}}".format(Money(3), "b"),
      "%s" % 5)
print(shown(Bad(), ""), shown(object, ""), shown(Money, "5"))
