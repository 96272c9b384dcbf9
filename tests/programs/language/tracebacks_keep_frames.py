"""What the frames in a traceback hold lives as long as the exception."""


class Thing:
    def __init__(self, name):
        self.name = name


def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print(name, "closed")


def fail(name):
    open_numbers = numbers(name)
    next(open_numbers)
    raise ValueError(name)


def through(name):
    more = numbers(name + " further out")
    next(more)
    fail(name)


async def never(name):
    pass


def leave_coroutine():
    forgotten = never("x")
    raise KeyError("y")


def generator(name):
    inner = numbers(name)
    next(inner)
    yield 1
    raise ValueError(name)


def recurse(depth):
    mine = numbers("deep") if depth == 0 else None
    if mine:
        next(mine)
        raise IndexError(depth)
    recurse(depth - 1)


class Context:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        print("exit with", kind.__name__)
        return True


def hold(errors):
    mine = numbers("caller")
    next(mine)
    inner_hold(errors)
    print("returns")


def inner_hold(errors):
    try:
        int("x")
    except ValueError as error:
        errors.append(error)


try:
    fail("one")
except ValueError as error:
    print("caught", error)
print("after")

try:
    through("two")
except ValueError as error:
    print("caught", error)
    error.__traceback__ = error.__traceback__.tb_next
    print("shorter")
print("after")

try:
    leave_coroutine()
except KeyError:
    print("in except")
print("after")

try:
    for number in generator("three"):
        print(number)
except ValueError as error:
    kept = error
print("kept", kept)
del kept
print("gone")

try:
    recurse(400)
except IndexError as error:
    print("recursed", error)
print("after")

with Context():
    fail("four")
print("after")

errors = []
hold(errors)
print("held", len(errors))
errors.clear()
print("cleared")


def outcome():
    try:
        return fail("five")
    finally:
        print("finally")


try:
    outcome()
except ValueError:
    print("in except")
    try:
        fail("six")
    except ValueError as second:
        print("second", second.__context__)
    print("second gone")
print("all gone")
