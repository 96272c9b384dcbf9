# Arithmetic of floats: signs of zero, infinities, rounding.
LEAST, MOST = -9223372036854775808, 9223372036854775807
inf, nan = float("inf"), float("nan")
numbers = (0.0, -0.0, 1.0, -1.0, 0.5, 1.5, -2.5, 3.0, 0.1, 0.3, 1e16, 1e300, -1e-300, 5e-324, 2.0**53, 2.0**63,
           -2.0**63, inf, -inf, nan)


def attempt(function):
    try:
        return repr(function())
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        return f"{type(error).__name__} {error}"


for a in numbers:
    print(a, -a, +a, abs(a), bool(a), a.is_integer(), a.hex(), a.conjugate(), a.real, a.imag,
          attempt(lambda: hash(a)) if a == a else "",
          attempt(lambda: int(a)) if abs(a) < 2.0**63 or a != a or abs(a) == inf else "",
          attempt(lambda: a.as_integer_ratio()) if 1e-10 < abs(a) < 2.0**63 or a != a or abs(a) == inf else "")
    for b in numbers:
        print(a, b, a + b, a - b, a * b, attempt(lambda: a / b), attempt(lambda: a // b), attempt(lambda: a % b),
              attempt(lambda: divmod(a, b)),
              a < b, a <= b, a == b, a != b, a > b, a >= b)
        if not (a < 0 and b != b // 1):
            print(attempt(lambda: a ** b))

for a in (0, 1, -3, 2**53 + 1, MOST, LEAST):
    for b in numbers:
        print(a, b, a + b, b - a, a * b, attempt(lambda: a / b), attempt(lambda: b // a), attempt(lambda: a % b),
              a == b, a != b, a < b, a <= b, b < a)

print(5.5 // 2, -5.5 // 2, 5.5 % -2, -5.5 % 2, 0.1 + 0.2, 1 / 3, 2 ** 0.5, 2 ** -1, (-2) ** -3, 10 ** -2, 0 ** 0,
      0.0 ** 0, (-8.0) ** 3, 1e308 * 10)
print(attempt(lambda: 0 ** -1), attempt(lambda: 0.0 ** -1.5), attempt(lambda: 2.0 ** 5000),
      attempt(lambda: 10.0 ** 400))
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], {1: "a"}[1.0], {1.0, 1, True}, hash(1.0) == hash(1),
      {2.0**62: 1}[2**62], 0.0 == -0.0)
print(sum([0.1] * 10), max(1, 1.0), min(1.0, 1), round(2.5), round(0.15, 1), (2.5).__add__(1), (2.5).__floor__(),
      (2.5).__ceil__(), (2.5).__trunc__(),
      (2.5).__int__(), (-2.5).__abs__(), (2.5).__neg__(), (2.5).__pow__(2), (2.5).__rpow__(2),
      (2.5).__hash__() == hash(2.5), (2.5).__eq__("a"))
