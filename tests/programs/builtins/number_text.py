# int("…"), float("…"), and how numbers are written.


def escaped(value):
    return f"{value!a}"


def attempt(function, *arguments, **options):
    try:
        result = function(*arguments, **options)
        print(escaped(arguments), options or "", repr(result), type(result).__name__)
    except Exception as error:
        print(escaped(arguments), options or "", type(error).__name__, escaped(str(error)))


texts = ("", " ", "1", "12", "-12", " 12 ", "\t12\n", "1_000", "1__0", "_1", "1_", "0x1f", "0X1F", "0b101", "0o17",
         "017", "00", "0_0", "٣٤",
         "१२", "１２", "𝟘𝟙", "+5", "- 5", "+-5", "9223372036854775807", "-9223372036854775808", "zz", "ff", "1.5",
         "1e5", "inf", "-inf", "nan",
         "+nan", "INFINITY", "iNf", "infinit", "1.", ".5", "-.5", ".", "1e", "1e+", "1e-5", "1E5", "1_0.0_1", "1._5",
         "1_.5", "1e1_0", "1e_1",
         "\u20031\u2003", "\x1f1", "1\x00", "é", "0x", "0x_f", "0b_", "²", "1e400", "-1e400", "1e-400", "0.1",
         "123456789012345.678901234567890",
         "abc" * 80, "é" * 150, "'", "0b2", "0xg", "1,000", "1 2", "1e5.5", "0.1.2", "--1", "e5", "0e0", "-0", "+0.0")
for text in texts:
    attempt(int, text)
    attempt(float, text)
    for base in (0, 2, 8, 16, 36):
        if len(text) < 14 or base < 10:
            attempt(int, text, base)
for base in (1, 37, -1, True, None, 2.0, "2"):
    attempt(int, "11", base)
for value in (None, [], (1,), {}, 1.5, -1.5, True, 1e18, float("inf"), float("nan"), object, "5"):
    attempt(int, value)
    attempt(float, value)
    attempt(bool, value)
    attempt(int, value, 10)
attempt(int)
attempt(float)
attempt(bool)
attempt(int, base=10)
attempt(int, "11", base=3)
for value in (-0.9, 0.9, -1.9, 2.0**62, -2.0**63, 1e15 + 0.5):
    attempt(int, value)


class Number:
    def __int__(self):
        return 7

    def __float__(self):
        return 2.5


class Bad:
    def __int__(self):
        return "7"

    def __float__(self):
        return 7


for value in (Number(), Bad()):
    for kind in (int, float):
        try:
            print(kind(value))
        except TypeError as error:
            print(error)

# Floats of every size, powers of two (where they stand closer on one side) and of ten.
for exponent in range(-1074, 1024, 7):
    print(2.0**exponent, 2.0**exponent * 1.5 if exponent < 1023 else "", -(2.0**exponent) / 3)
for exponent in range(-324, 309):
    print(float(f"1e{exponent}"), float(f"9.87654321e{exponent - 1}"), float(f"-1.2345678901234567e{exponent - 1}"))
for count in range(1, 18):
    digits = int("12345678901234567"[:count])
    print(digits / 10, digits / 100, digits / 1000, digits * 1.0, digits / 3, digits / 7e5, digits * 1e5,
          digits * 1e-9)
seed = 1
for _ in range(300):
    seed = seed * 48271 % 2147483647
    real = seed / 2147483647
    print(real, round(real, 3), real * 10.0**(seed % 40 - 20), seed / 1000)
print(0.1 + 0.2, 1e16, 1e15, 123456789012345678.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 4.35, 2.675,
      9007199254740993.0, 1e22, 1e23)
print([1.0, -0.0, 1e100], {0.5: 1.5}, (1e16,), str(1.0), f"{1.0}", "%s" % 1.0, repr(1e300 * 10))
