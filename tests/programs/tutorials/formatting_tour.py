"""Formatting as tutorials show it: f-strings, tables, numbers, dates, debugging forms."""
from datetime import datetime, timedelta
import math

name, price, n, pi = "Widget", 1234.5678, 255, math.pi
rows = [("apple", 3, 0.5), ("banana", 12, 0.25), ("kiwi", 100, 1.125)]
print(f"{'item':<10}|{'qty':^7}|{'price':>9}")
print(f"{'':-<10}+{'':-^7}+{'':->9}")
for item, qty, cost in rows:
    print(f"{item:<10}|{qty:^7d}|{cost:>9.2f}")
print(f"{'total':.<10} {sum(q * c for _, q, c in rows):*>+12,.2f}")
print(f"{price:,.2f} {price:_.1f} {price:e} {price:.3g} {price:010.1f} {-price:=+12.1f} {price:%}")
print(f"{n:b} {n:#b} {n:o} {n:#o} {n:x} {n:#X} {n:08b} {n:c} {n:,} {10**9:_} {n:>+6} {n:^#10x}|")
print(f"{pi:.2f} {pi:{10}.{3}} {pi!r:>20} {name!r:^12} {name!s:.3} {'é'!a} {name:>{len(name) + 4}}")
print(f"{name=} {n+1=} {pi=:.3f} {name = !s} { n = :>6} {rows[0][0].upper()=}")
print(f"{'nested':{'*'}{'^'}{20}}", f"{{literal}} {{{n}}}", f"{'a' if n > 5 else 'b'}", f"{[x * x for x in range(4)]}", f"{ {'k': 1}['k'] }")
print(f"{'quotes "inside"'} {rows[0]["a" == "b"]} {"\n".join(["x", "y"])!r}")
print(f"""multi
  {name
   }: {price
   :.1f}""")
d = datetime(2024, 2, 29, 13, 5, 9)
print(f"{d:%Y-%m-%d %H:%M} {d:%A %d %B} {d + timedelta(hours=36):%a %j %I:%M %p} {d} {d!r} {timedelta(days=1, seconds=3661)}")
print("%s is %d years and %5.1f%% %-8s| %08.3f %+d %x %o %e %r %%" % ("Bob", 42, 99.5, "left", pi, 5, 255, 8, price, "q"))
print("%(name)s costs %(price).2f" % {"name": name, "price": price}, "%5s|%-5s|%05d" % ("a", "b", 7), "%s" % (1,), "%s %s" % ("a", (1, 2)))
print("{} {} {0}".format(1, 2) if False else "{0} {1} {0} {name!r:>10} {d[key]} {o.real:.1f} {:>5}".replace("{:>5}", "{2:>5}").format(1, 2, 3, name=name, d={"key": "v"}, o=2.5))
print("{:>10} {:<10} {:^10} {:*^10}".format("r", "l", "c", "s"), "{:,}".format(1234567), "{:.0%} {:.1e}".format(0.256, 12345))
print(f"{True} {True:d} {True:>6} {None} {None!s:>6} {1e16} {1e15} {0.1 + 0.2} {1/3:.20f} {1e-5} {123456789012345678} {float('nan')} {float('inf'):>8} {-0.0}")
print(f"{round(2.5)} {round(3.5)} {round(2.675, 2)} {round(1234, -2)} {7 // 2} {-7 // 2} {-7 % 3} {divmod(-7, 3)} {2 ** 10} {2 ** -1} {7 / 2}")
print(str([1.0, "a", None, (1,), {1: {2}}, {3}, frozenset(), range(3), slice(1, 2)]), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t\x00\u200b\U0001F600é\\"))
print("abc".center(9, "-"), "abc".zfill(5), "-5".zfill(5), "a,b,,c".split(","), " a  b ".split(), "a\nb\r\nc".splitlines(), "x".join("abc"), "Hello World".swapcase(), "hello world".title(), "ß".upper(), "abc".partition("b"), "aXbX".rpartition("X"))
for bad in ("{:d}", "{:.2d}", "{:>>5}x", "{0.foo}", "{5}", "{name}", "{:q}", "{", "}", "{!z}"):
    try:
        print(bad.format("s" if bad != "{:.2d}" else 5))
    except Exception as e:
        print(bad, type(e).__name__, e)
for bad in (lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: "%(a)s" % {}, lambda: f"{5:s}", lambda: f"{'x':d}", lambda: f"{1.5:d}", lambda: f"{[]:>5}", lambda: f"{None:>5}"):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
