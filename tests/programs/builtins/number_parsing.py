"""int() and float() of texts in every form, with bases, and what they refuse."""


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for text in ("5", " 7 ", "+3", "-4", "1_000", "_1", "1_", "1__0", "", " ", "5.0", "0x1f", "010", "٣", "１２", "1e3", "--1", "9223372036854775807",
             "-9223372036854775808", "five", "5 6", "\n8\n", "0b1", "+ 5"):
    print(repr(text), attempt(lambda: int(text)))
for text, base in (("ff", 16), ("0xff", 16), ("0XfF", 0), ("0o17", 0), ("0b101", 0), ("017", 0), ("0", 0), ("00", 0), ("z", 36), ("Zz", 36), ("8", 8),
                   ("101", 2), ("0b101", 2), ("12", 1), ("12", 37), ("12", -2), ("1_0", 2), ("0x", 16), ("", 10), ("-0x10", 0)):
    print(repr(text), base, attempt(lambda: int(text, base)))
print(attempt(lambda: int(5, 10)), attempt(lambda: int(base=10)), attempt(lambda: int("5", base=7)), int(), attempt(lambda: int([])))
print(attempt(lambda: int(None)), int(True), int(3.99), int(-3.99), attempt(lambda: int(float("nan"))), attempt(lambda: int(float("inf"))))
for text in ("5", "5.", ".5", "-.5e-3", "1e400", "-1e400", "1e-400", "nan", "NaN", "-nan", "inf", "Infinity", "+iNf", "infinit", "1_0.0_1", "1__0.0", "_1.0",
             "1._0", "", ".", "e5", "1e", "0x1p3", " 2.5\n", "1 .5", "٣.٥", "1e5.0", "1,5"):
    print(repr(text), attempt(lambda: float(text)))
print(float(), float(5), float(True), attempt(lambda: float([])), attempt(lambda: float(None)), attempt(lambda: float("1", "2")))
print(0b1010, 0o777, 0xdead_beef, 1_000_000, 1e3, 1.5e-7, .5, 5., 1_0.0_1e1_0, 0xF, 00, 0_0)
for value in (0.1, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1e22, 5e-324, 1.7976931348623157e308, -0.0, 100.0, 1 / 3, 2 / 3, 1e100, 1.0000000000000002):
    print(repr(value), str(value), value.is_integer(), value.hex() if value < 10 else "")
print(bin(-5), oct(64), hex(-255), f"{255:#x} {255:#o} {255:#b} {255:X}", (255).bit_length(), (-5).bit_count(), (6).as_integer_ratio())
print((0.75).as_integer_ratio(), attempt(lambda: float("inf").as_integer_ratio()), (5).is_integer(), (3).conjugate(), (3).numerator, (3.5).real)
print(bool(0.0), bool(-0.0), bool(float("nan")), bool(""), bool(" "), bool([]), bool([0]), bool(None))
