# Arithmetic of ints and bools, also at the ends of 64 bits.
LEAST, MOST = -9223372036854775808, 9223372036854775807
numbers = (0, 1, -1, 2, -2, 3, 7, -7, 10, 63, 64, -64, 100, 2**31, -2**31, 2**53 + 1, 2**62, -2**62, MOST, LEAST,
           True, False)


def attempt(function, *arguments):
    try:
        result = function(*arguments)
    except (ZeroDivisionError, ValueError, TypeError) as error:
        return str(error)
    return repr(result)


for a in numbers:
    print(a, +a, ~a if not isinstance(a, bool) else "", abs(a) if a > LEAST else "", bool(a), not a, hash(a),
          a.bit_length(), a.bit_count(),
          a.as_integer_ratio(), a.is_integer(), a.conjugate(), a.real, a.imag, a.numerator, a.denominator,
          a.__index__())

for a in numbers:
    for b in numbers:
        print(a, b, attempt(lambda: a / b), attempt(lambda: a // b) if (a, b) != (LEAST, -1) else "",
              attempt(lambda: a % b), a & b, a | b, a ^ b,
              a < b, a <= b, a == b, a != b, a > b, a >= b, a == float(b), a < float(b), a > float(b))
        if -100 <= a <= 100 and -100 <= b <= 100:
            print(a + b, a - b, a * b, attempt(lambda: divmod(a, b)))
        if -3 <= a <= 3 and b <= 62 or -3 <= b <= 2 and -2**31 <= a <= 2**31:
            print(attempt(lambda: a ** b))
        if b <= 55 and -100 <= a <= 100:
            print(attempt(lambda: a << b))
        print(attempt(lambda: a >> b))

print(True + True, True * 5, -True, True & 1, True & False, True | False, True ^ True, True == 1, True is (1 == 1),
      5 // True, sum([True, True]))
print(type(True & True), type(True & 1), type(True + False), type(~5), isinstance(True, int), issubclass(bool, int))
print(2**62 + (2**62 - 1), -2**62 - 2**62, 3037000499**2, (-2)**63, 7**22, (-7)**21, LEAST // 2, 10**18 * 9, 1 << 62,
      -1 << 63, LEAST >> 63)
for a in (9007199254740993, MOST, LEAST, 4611686018427387905, 10**18 + 1):
    print([a / b for b in (1, 3, 7, 2**53 + 1, -2**62 + 1, MOST, 10)], float(a), a == float(a), a < float(a),
          a > float(a))
for left in (1, 2.5, None, "a", [1]):
    for right in (0, "b", None):
        print(attempt(lambda: left - right), "|", attempt(lambda: left // right), "|", attempt(lambda: left & right))
for value in (1.5, "a", None):
    print(attempt(lambda: ~value), "|", attempt(lambda: -value), "|", attempt(lambda: [0][value]), "|",
          attempt(lambda: range(value)))


class Index:
    def __index__(self):
        return 3


class BadIndex:
    def __index__(self):
        return "3"


print([10, 20, 30, 40][Index()], "abcd"[Index()], "ab" * Index(), hex(Index()), int(Index()), float(Index()),
      list(range(Index())))
print(attempt(lambda: [1][BadIndex()]), "|", attempt(lambda: int(BadIndex())))
print((5).__add__(3), (5).__radd__(3), (5).__sub__(3), (5).__rsub__(3), (5).__pow__(2), (5).__rpow__(2),
      (5).__neg__(), (-5).__abs__(), (5).__hash__(),
      (5).__int__(), (5).__float__(), (5).__add__("a"), (5).__eq__(5), (5).__lt__(6), (5).__bool__(), (5).__repr__(),
      (5).__str__())
print((5).__invert__(), (5).__lshift__(2), (5).__rshift__(1), (5).__rlshift__(2), (1).__rrshift__(8),
      (5).__divmod__(3), (5).__rdivmod__(13),
      (5).__round__(), (1250).__round__(-2), (2.5).__round__(), (2.675).__round__(2), (5.5).__divmod__(2),
      (2.0).__rdivmod__(5))
