"""String literals: escapes, raw, joined, triple, and f-strings in all forms."""
print("tab\there", 'quote\'s', "nl\\n", "\x41\u0042\U00000043\101\N{GREEK SMALL LETTER ALPHA}", r"raw\n", "a" "b" 'c', R'\\')
print("""triple
  "quoted" text\
 joined""")
print(len("\0\a\b\f\v\r"), repr("\0\a\b\f\v\r\x7f\x80é😀"), repr("it's"), repr('say "hi"'), repr("both ' and \""))
name, n, pi = "Ann", 42, 3.14159
print(f"{name} {n:5d}|{n:<5}|{n:^5}|{n:05}|{n:+}|{n:,}|{n:x}|{n:#b}|{n:e}")
print(f"{pi:.2f} {pi:10.3f}| {pi!r} {name!r:>8} {name!s} {'é'!a} {n=} {n = } {pi=:.1f} {name=!s}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}f}|{name:{'*'}^{width}}|{n:{'>'}{width}}")
print(f"{{literal}} {n + 1} {[x for x in range(3)]} {({'a': 1})['a']} {(lambda x: x * 2)(3)} {n if n > 1 else 0}")
print(f'{name + "!"}', f"{name!r}" f" and {n}", f"""{
    n
}""", f"{'nested ' + f'{n}'}", f"{"same quotes"}", rf"\d{n}")
print(f"{1000000:,} {1234567.891:,.2f} {0.25:.0%} {255:#x} {255:08b} {-5:=+6d} {1e10:g} {True} {None} {True:d}")
print("%s is %d years, %.1f%% %r %5s|%-5s|%05d %x %c %%" % (name, n, 99.5, name, "a", "b", 7, 255, "z"))
print("{} {1} {0}".format(1, 2) if False else "{1} {0} {a!r} {b:>4} {c[0]} {d.real}".format(1, 2, a="x", b=3, c=[9], d=5))
print("{:>{w}}|{:{}}".format("x", "y", 3, w=4), "{0[key]}".format({"key": "v"}), "{{}}".format())
b", "x" * 3, "-" * 0)
print(f"{n!r:^10}|{'x':<3}|{3.0}|{1e100}|{-0.0}|{float('nan')}|{10 ** 15}|{1 / 3}")
print(f"{'a' 'b'}", f"{n:d}", f'{n:{"d"}}', f"{'{}'}", f"{n}{n}", f"{  n  }")
for bad in "{", "}", "{a", "{0}{}", "{!x}", "{:d}":
    try:
        print(bad.format("s"))
    except (ValueError, KeyError, IndexError) as error:
        print(type(error).__name__, error)
