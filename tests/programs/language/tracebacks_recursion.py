"""A traceback with repeated frames, generators, comprehensions and lambdas."""
import traceback


def down(n):
    if n == 0:
        raise ValueError("bottom")
    down(n - 1)


def gen():
    yield 1
    yield from inner()


def inner():
    yield 2
    raise KeyError("in generator")


for action in (lambda: down(6), lambda: list(gen()), lambda: [1 / x for x in (1, 0)], lambda: sum(1 / x for x in (1, 0)),
               lambda: (lambda q: q.missing)(5), lambda: sorted([1, 2], key=lambda x: x[0]), lambda: max(map(lambda x: int(x), "1a"))):
    try:
        action()
    except Exception:
        traceback.print_exc()


class Meta:
    @property
    def value(self):
        return self.compute(1,
                            2)

    def compute(self, a, b):
        assert a == b, f"{a} is not {b}"

    def __enter__(self):
        raise OSError("in enter")

    def __exit__(self, *details):
        pass


def multi():
    return (1 +
            2 + Meta()
            .value)


try:
    multi()
except AssertionError:
    traceback.print_exc()
try:
    with Meta() as m:
        pass
except OSError:
    traceback.print_exc()


def endless():
    endless()


try:
    endless()
except RecursionError as error:
    print(error)
