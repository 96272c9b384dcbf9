# What wrong arguments are told.


def escaped(value):
    return f"{value!a}"


def attempt(function, *arguments, **options):
    try:
        print(escaped(function(*arguments, **options)))
    except Exception as error:
        print(type(error).__name__, error)


wrong = (1, None, 1.5, "", (1,), [], "ab")
for method in (str.find, str.rfind, str.index, str.rindex, str.count, str.startswith, str.endswith, str.removeprefix,
               str.removesuffix, str.partition, str.rpartition, str.strip, str.lstrip, str.rstrip, str.split,
               str.rsplit, str.join, str.center, str.ljust, str.rjust, str.zfill, str.expandtabs, str.translate):
    print(method.__name__)
    for argument in wrong:
        attempt(method, "abc", argument)
    attempt(method, "abc", "a", "b")
    attempt(method, "abc", 5, 1)

attempt("abc".replace, 1, "a")
attempt("abc".replace, "a", None)
attempt("abc".replace, "a", "b", "c")
attempt("abc".join, ["a", None])
attempt("abc".center, 5, "ab")
attempt("abc".ljust, 5, "")
attempt("abc".rjust, 5, None)
attempt("abc".startswith, ("a", 1))
attempt("abc".startswith, ("x", 1))
attempt("abc".translate, {97: 1.5})
attempt("abc".translate, {97: -1})
attempt("abc".translate, {97: 0x110000})
attempt(str.maketrans, 1)
attempt(str.maketrans, "a")
attempt(str.maketrans, "a", "bc")
attempt(str.maketrans, 1, "b")
attempt(str.maketrans, "a", 1)
attempt(str.maketrans, "a", "b", 1)
attempt(str.maketrans, {"ab": 1})
attempt(str.maketrans, {1.5: 1})
attempt(str, 1, 2)
attempt(str, 1, "utf-8")
attempt(str, "a", "utf-8")
for key in (1.5, "a", None, 5, -6, slice(None, "a"), slice(None, None, 0)):
    attempt(lambda: "abc"[key])
for other in (1, None, [], 1.5):
    attempt(lambda: "abc" + other)
    attempt(lambda: other + "abc")
    attempt(lambda: other in "abc")
    attempt(lambda: "abc" < other)
    attempt(lambda: "abc" * other)
    attempt(lambda: "abc" - other)
attempt(lambda: "a" * "b")
attempt(lambda: -"a")
attempt(lambda: "a".nothing)
attempt(ord, "ab")
attempt(ord, "")
attempt(chr, -1)
attempt(chr, 0x110000)
