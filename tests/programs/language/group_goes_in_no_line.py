"""The group of an except* goes in no line: a warning that is given then says -1."""


async def never():
    pass


def fail():
    forgotten = never()
    raise ValueError("one")


def group():
    try:
        fail()
    except ValueError as error:
        raise ExceptionGroup("failures", [error])


def main():
    try:
        group()
    except* ValueError as errors:
        print("group of", len(errors.exceptions))
    print("behind")


def some():
    try:
        raise ExceptionGroup("a", [ValueError(1), KeyError(2)])
    except* ValueError:
        print("value")


main()
try:
    some()
except ExceptionGroup as error:
    print(repr(error), error.__traceback__.tb_next.tb_lineno)
some()
