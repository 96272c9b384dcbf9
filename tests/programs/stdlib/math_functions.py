"""math: every function, its edges and its errors."""
import math


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


print(math.pi, math.e, math.tau, math.inf, math.nan, math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.sqrt(2))
print(math.isqrt(17), math.gcd(12, 18, 27), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3.0]))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0.5), math.atan(1), math.atan2(-1, -1), math.sinh(1), math.cosh(1), math.tanh(1))
print(math.exp(1), math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10), math.pow(2, 0.5))
print(math.hypot(3, 4), math.dist([0, 0], [3, 4]), math.fsum([0.1] * 10), sum([0.1] * 10), math.copysign(3, -0.0), math.fabs(-2))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, abs_tol=0.2))
print(math.modf(-3.25), math.frexp(10), math.ldexp(0.5, 4), math.fmod(-7, 3), math.remainder(7, 4), math.degrees(math.pi), math.radians(180))
attempt(math.sqrt, -1)
attempt(math.log, 0)
attempt(math.log, -1.5)
attempt(math.factorial, -1)
attempt(math.factorial, 2.5)
attempt(math.isqrt, -1)
attempt(math.floor, math.inf)
attempt(math.ceil, math.nan)
attempt(math.exp, 1000)
attempt(math.pow, 0, -1)
attempt(math.acos, 2)
attempt(math.gcd, 1.5)
attempt(math.sqrt, "4")
attempt(math.fmod, 1, 0)
attempt(math.comb, 3, -1)
attempt(math.dist, [1], [1, 2])
print(math.floor(2.0), math.floor(7), math.cbrt(27), math.exp2(3), math.gcd(), math.lcm(), math.prod([]), math.sumprod([1, 2], [3, 4]), math.nextafter(1, 2), math.ulp(1))
