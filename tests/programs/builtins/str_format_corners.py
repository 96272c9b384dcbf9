"""Format specs for each type in every flag, width, precision and grouping; what each refuses; f-string nesting and debugging."""


def attempt(value, spec):
    try:
        print(f"{value!r:>12} {spec:12}", "[" + format(value, spec) + "]")
    except Exception as error:
        print(f"{value!r:>12} {spec:12}", type(error).__name__, error)


for spec in ("", "5", "<8", "^8", ">8", "*^9", "=+8", "08", "+", " ", "-", ",", "_", "x", "#x", "#010x", "X", "b", "#b", "o", "c", "d", "n", "e", ".2f", "%", ".1%", "s", "10s", "08.3f",
             ",.2f", "_x", ",x", "z", ".3", "é^9", "+#X", "0=9", "<<5", "5<", "q", ".2d", "+c", "#s"):
    attempt(1234567, spec)
for value in (-42, 0, True, 65):
    for spec in ("05d", "+d", "c", "x", "^+9", "=9", ",", "e", "s", "08b"):
        attempt(value, spec)
for value in (3.14159, -0.0, 1e20, 1e-10, float("inf"), float("-nan"), 123456789.123, 0.5, 100.0):
    for spec in ("", ".2f", ".0f", "#.0f", "e", ".3e", "g", ".3g", "#.3g", "G", "%", ".1%", "10.2f", "<10.2f", "+.1f", " .1f", "010.2f", ",.1f", "_", "z.1f", "n", "d", "s", ".10", "E", "F"):
        attempt(value, spec)
for value in ("text", "", "é😀"):
    for spec in ("", "8", "<8", ">8", "^8", "-^8", ".2", "6.2", "s", "=8", "08", "+", "d", ",", ".2f", "0>6", "#", "z"):
        attempt(value, spec)
for value in (None, [1], (1,), {}, object, print):
    attempt(value, "")
    attempt(value, "5")
name, width, precision, value = "x", 10, 3, 2.718281828
print(f"{name!r:>{width}}|{value:{width}.{precision}f}|{value:{'>'}{width}}|{value=}|{value = :.2f}|{name=!s:^7}|{width=:05}|{name!a}|{1 + 1 = }")
print(f"{'nested ' + f'{name} ' + f'{f'{name}{width}'}'}", f"{{}} {{{name}}}")
print(f"{[i for i in range(3)]}", f"{(lambda x: x * 2)(3)}", f"{ {'k': 1}['k'] }", f"{1,2}", f"{'a' 'b'}", f"""{
    name
}""", f"{name!r}" f"{width}" "plain", rf"\n{name}", f"\x41{name}\n".strip())
print("{} {} {}".format(1, "a", None), "{0} {1} {0}".format("x", "y"), "{a[k]} {b[0]} {c.real}".format(a={"k": 1}, b=[5], c=3), "{:>{w}}".format("r", w=4), "{!r:^7}".format("q"))
for text, args, kwargs in (("{", (), {}), ("}", (), {}), ("{}", (), {}), ("{0} {}", (1, 2), {}), ("{} {0}", (1, 2), {}), ("{a}", (), {}), ("{0.nothing}", (1,), {}), ("{0[x]}", ([1],), {}),
                           ("{0[5]}", ([1],), {}), ("{!x}", (1,), {}), ("{:d}", ("s",), {}), ("{0!}", (1,), {}), ("{a[}", (1,), {}), ("{:{}}", ("a", 5), {}), ("{:{}{}}", ("a", ">", 5), {}), ("{0[0]}", ("abc",), {}),
                           ("{a.b[c]}", (), {"a": 1}), ("{}}", (1,), {}), ("{{}}", (), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{-1}", (1,), {}), ("{ 0 }", (1,), {}), ("{0:}", (1,), {})):
    try:
        print(repr(text), repr(text.format(*args, **kwargs)))
    except Exception as error:
        print(repr(text), type(error).__name__, error)
print("%d %5d %-5d| %05d %+d %x %#x %o %e %.2f %g %s %r %c %%" % (1, 2, 3, 4, 5, 255, 255, 8, 12345.678, 2.345, 0.0001, "s", "r", 65))
for text, args in (("%d", "x"), ("%d", (1, 2)), ("%d %d", (1,)), ("%s", ()), ("%q", 1), ("%", ()), ("%(a)s", {"a": 5}), ("%(a)s", {}), ("%(a)s", 5), ("%s", (1,)), ("%s %s", ("a", [1])), ("%c", "ab"), ("%c", -1), ("%x", 1.5),
                   ("%5.1f|%-8s|%+d", (3.14159, "ab", 7)), ("%*d", (5, 42)), ("%.*f", (2, 3.14159)), ("%i", 3.99), ("%d", None), ("%s", None), ("%a", "é"), ("%s", (1, 2)), ("%r", ("x",)), ("abc", 5), ("abc", {}), ("%%", ())):
    try:
        print(repr(text), repr(text % args))
    except Exception as error:
        print(repr(text), type(error).__name__, error)
