# str.format, str.format_map, and f-strings.


def escaped(value):
    return f"{value!a}"


def attempt(text, *values, **named):
    try:
        print(escaped(text.format(*values, **named)))
    except Exception as error:
        print(type(error).__name__, error)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
        self.parts = [x, y]

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __str__(self):
        return f"{self.x}/{self.y}"


point = Point(1, 2.5)
attempt("{} {} {}", 1, "a", None)
attempt("{2} {0} {1} {0}", "a", "b", "c")
attempt("{a} {b!r} {0}", 5, a="x", b="y")
attempt("{{}} {{{}}} }}{{", 1)
attempt("{0.x} {0.y:.2f} {0.parts[1]} {0.parts[0]:>5} {0} {0!r} {0!s:>8} {0!r:*^14}", point)
attempt("{0[key]} {0[1]} {0[a b]} {0[]]}", {"key": 1, 1: 2, "a b": 3})
attempt("{d[key][0]} {d[key][1].x}", d={"key": [1, point]})
attempt("{:>{}} {:{}{}}", "a", 5, "b", "^", 7)
attempt("{:{width}.{precision}f}|{:{fill}>{width}}", 3.14159, "x", width=10, precision=2, fill="*")
attempt("{0:{1}}", 5, "03d")
attempt("{!r} {!s} {!a}", "é", "é", "é")
attempt("{!r:>6}{:<6}|", "a", "b")
attempt("{self} {format}", self=1, format=2)
attempt("{a.b}", a=5)
attempt("{ a }", **{" a ": 1})
attempt("{-1}", **{"-1": "minus"})
attempt("{0[-1]}", {"-1": "minus"})
attempt("")
attempt("x" * 5)

for text in ("{", "}", "{0", "{0!", "{0!x}", "{0!r", "{0!rr}", "{0!}", "{}{0}", "{0}{}", "{5}", "{a}", "{0.x}",
             "{0[0]}", "{0[}", "{0[]}", "{0.}",
             "{0.real.}", "{0[a]b}", "{0:{1:{2}}}", "{0:{", "{0:{}", "{:}}", "{99999999999999999999}",
             "{[99999999999999999999]}", "{0{1}}",
             "{{}", "{}}", "{:{}}", "{0:{0!q}}", "{0:s}", "{.real} {.imag}", "{0..x}", "{[}", "{]}", "{!}", "{:"):
    attempt(text, 1)


class Default:
    def __getitem__(self, key):
        return f"<{key}>"


print("{a} {b:>6} {c!r}".format_map(Default()), "{x}".format_map({"x": 5}))
for text in ("{0}", "{}", "{y}"):
    try:
        print(text.format_map({"x": 5}))
    except Exception as error:
        print(type(error).__name__, error)

name, width, value = "n", 8, 3.14159
print(f"{name}|{name!r}|{name:>{width}}|{value:{width}.2f}|{value!s:.4}|{value=}|{value = :.1f}|{name=!s}")
print(f"{point=}|{{}}|{1+1}|{'é'!a}|{name!r:^{width}}|{'{}'}|{value=:{width}}|{ name = }")
print(f"{point}{point!r:>12}{None}{True:d}{[1, 'a']}{(1,)!s:>6}" f"{'nested ' + f'{width:x}'}" "plain {}")
print(f"{'a' if value > 3 else 'b':^{width // 2}}|{value:%}|{10**6:,}|{255:#x}|{-5:+}|{2**40:_}")
