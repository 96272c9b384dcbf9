"""math: results at zeros, infinities and NaN, domain and range errors with their words, integers against floats."""
import math


def attempt(name, *arguments):
    try:
        return getattr(math, name)(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


inf, nan = math.inf, math.nan
one = ("sqrt", "exp", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "floor", "ceil", "trunc", "fabs", "degrees", "radians",
       "isfinite", "isinf", "isnan", "gamma", "lgamma", "erf", "erfc", "expm1", "cbrt", "exp2", "frexp", "modf", "ulp", "factorial", "isqrt")
for name in one:
    print(name, [attempt(name, value) for value in (0, 1, -1, 0.5, -2.5, 4, inf, -inf, nan)])
for name in one:
    print(name, [attempt(name, value) for value in ("x", None, True, [1])])
two = ("pow", "fmod", "atan2", "copysign", "hypot", "log", "remainder", "nextafter", "gcd", "lcm", "comb", "perm", "dist", "ldexp", "isclose")
for name in two:
    print(name, [attempt(name, a, b) for a, b in ((2, 3), (0, 0), (-8, 1 / 3), (5.5, -2), (inf, 1), (1, inf), (nan, 1), (-1, 0.5), (7, 0), (10, 4))])
print(math.pi, math.e, math.tau, math.inf, -math.nan)
print(math.gcd(), math.gcd(12, 18, 8), math.lcm(), math.lcm(4, 6), math.prod([1, 2, 3]), math.prod([]), math.prod([2, 0.5], start=4), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]), math.hypot(), math.hypot(3, 4, 12), math.dist((1, 2), (4, 6)))
print(attempt("dist", (1,), (1, 2)), attempt("sumprod", [1], [1, 2]), attempt("fsum", ["a"]), attempt("perm", 5), attempt("comb", 5, 7), attempt("comb", -1, 2), attempt("factorial", 2.5), attempt("isqrt", -1), attempt("exp", 1000), attempt("pow", 10, 400),
      attempt("ldexp", 1, 2000), attempt("log", 0), attempt("log", -5), attempt("log", 8, 2), attempt("log", 8, 0), attempt("log", 8, 1), attempt("sqrt", -1), attempt("floor", inf), attempt("ceil", nan), attempt("trunc", "x"))
print(math.isclose(1, 1 + 1e-10), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(1, 1.1, rel_tol=0.2), math.copysign(1, -0.0), math.floor(-0.5), math.ceil(-0.5), math.trunc(-1.9), math.fmod(-7, 3), -7 % 3, math.remainder(7, 4))


class Odd:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __float__(self):
        return 2.25

    def __index__(self):
        return 6


odd = Odd()
print(math.floor(odd), math.ceil(odd), math.trunc(odd), math.sqrt(odd), math.factorial(odd), math.gcd(odd, 4))
