"""Texts of exception groups: many members, deep ones, notes, chains, and what except* makes of them."""
import traceback


def show(make):
    try:
        make()
    except BaseException:
        traceback.print_exc()


def many():
    raise ExceptionGroup("many", [ValueError(n) for n in range(20)])


def deep():
    error = ValueError("inmost")
    for n in range(13):
        error = ExceptionGroup(f"level {n}", [error])
    raise error


def noted():
    inner = ValueError("inner")
    inner.add_note("inner note\nof two lines")
    group = ExceptionGroup("outer", [inner, TypeError("é — 日本")])
    group.add_note("group note")
    raise group


def chained():
    try:
        raise ExceptionGroup("first", [KeyError("k")])
    except ExceptionGroup as group:
        raise ExceptionGroup("second", [group, ValueError("v")]) from group


def members_with_causes():
    errors = []
    for n in range(2):
        try:
            try:
                1 / n
            except ZeroDivisionError as error:
                raise ValueError(n) from error
            int("x")
        except ValueError as error:
            errors.append(error)
    raise BaseExceptionGroup("base", [*errors, KeyboardInterrupt()])


class Mine(ExceptionGroup):
    def derive(self, errors):
        return Mine(self.message, errors)


def derived():
    try:
        raise Mine("mine", [ValueError(1), KeyError(2)])
    except* ValueError:
        pass


def reraised():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError as group:
        raise
    except* KeyError as group:
        raise TypeError("new") from group


def empty_message():
    raise ExceptionGroup("", [ValueError()])


def from_none():
    try:
        raise ValueError("hidden")
    except ValueError:
        raise ExceptionGroup("shown", [KeyError()]) from None


def split():
    group = ExceptionGroup("s", [ValueError(1), ExceptionGroup("t", [KeyError(2), ValueError(3)])])
    try:
        raise group
    except ExceptionGroup as error:
        match, rest = error.split(ValueError)
        print(repr(match), repr(rest), error.subgroup(lambda e: isinstance(e, KeyError)))
        raise match


for make in (many, deep, noted, chained, members_with_causes, derived, reraised, empty_message, from_none, split):
    show(make)
for bad in lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x"):
    show(bad)
raise ExceptionGroup("uncaught", [ValueError("a"), ExceptionGroup("b", [KeyError("c")])])
