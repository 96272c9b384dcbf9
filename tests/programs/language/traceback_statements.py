"""The lines and marks of tracebacks, one statement each."""
import traceback


def attempt(function, *arguments):
    try:
        function(*arguments)
    except BaseException:
        traceback.print_exc()


class Thing:
    value = 3

    def method(self, x):
        return x / 0

    def __getitem__(self, key):
        return [][key]

    def __add__(self, other):
        raise TypeError("no sum")

    def __enter__(self):
        raise OSError("enter")

    def __exit__(self, *exc):
        pass

    def __iter__(self):
        raise ValueError("iter")

    def __call__(self):
        raise RuntimeError("called")

    @property
    def broken(self):
        raise LookupError("broken")


thing = Thing()
data = {"a": {"b": [1, 2, 3]}}


def e01(): return 1 / 0
def e02(): x = 1 + 2 * (3 / 0) - 4
def e03(): data["a"]["c"][0]
def e04(): data["a"]["b"][7]
def e05(): thing.missing.more
def e06(): thing.method(5)
def e07(): thing.value()
def e08(): print(len(5))
def e09(): return int("x") + int("y")
def e10(): a, b = 1, 2, 3
def e11(): [x / 0 for x in range(3)]
def e12(): assert 1 == 2, "not equal"
def e13(): assert thing.value > 5
def e14(): raise ValueError("x" * 5)
def e15(): f"{1/0} and {2}"
def e16(): (lambda x: x.foo)(3)
def e17():
    return thing.method(
        1 +
        2
    )
def e18():
    value = [
        1,
        2,
        undefined_name,
    ]
def e19():
    with thing:
        pass
def e20():
    for x in thing:
        pass
def e21(): thing()
def e22(): thing + 1
def e23(): -"x"
def e24(): not_there
def e25(): x = not_there
def e26(): del data["zz"]
def e27(): data["zz"]
def e28(): thing.broken
def e29(): "abc" < 5
def e30(): 1 in 5
def e31(): {}[[]]
def e32(): {[]: 1}
def e33(): max([])
def e34(): next(iter([]))
def e35(): int("12", foo=3)
def e36(): (1).real.imag.nothing
def e37(): "a" + 1 + "b"
def e38(): return [1, 2][10] if True else 0
def e39(): print("a", 1 / 0, "b")
def e40(): print("a",
                 1 / 0,
                 "b")
def e41(): thing.value = 1 / 0
def e42(): x = y = {}["k"]
def e43(): return (yield_from_nothing)
def e44(): x: int = 1 / 0
def e45():
    x = 1
    x += "a"
def e46(): "%d" % "a"
def e47(): "{}".format()
def e48(): raise KeyError("k") from ValueError("v")
def e49():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second")
def e50():
    try:
        1 / 0
    finally:
        {}["third"]
def e51(): [[1, 2], [3, 4]][0][1][2]
def e52(): thing.method(1).foo.bar
def e53(): thing . missing
def e54(): thing[0] + 1
def e55(): a = thing[0]
def e56(): 1 if thing.zip else 2
def e57(): not thing.zip
def e58(): thing.zip and 3
def e59(): (1, 2, *5)
def e60(): print(*5)
def e61(): print(**5)
def e62(): sum(x / 0 for x in [1])
def e63(): sorted([1, "a"])
def e64(): {k: 1 / 0 for k in "a"}
def e65(): {1 / k for k in (0,)}


functions = [e01, e02, e03, e04, e05, e06, e07, e08, e09, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24, e25, e26, e27, e28, e29, e30, e31, e32, e33, e34, e35, e36, e37, e38, e39, e40, e41, e42, e43, e44, e45, e46, e47, e48, e49, e50, e51, e52, e53, e54, e55, e56, e57, e58, e59, e60, e61, e62, e63, e64, e65]
for number in range(1, 66):
    attempt(functions[number - 1])
