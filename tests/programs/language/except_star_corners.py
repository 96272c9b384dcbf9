"""except*: splits, nested groups, raising inside, naked exceptions, order of what is left, notes and causes, tracebacks' places."""


def show(error, depth=0):
    pad = "  " * depth
    print(f"{pad}{type(error).__name__}: {error}", getattr(error, "__notes__", ""), repr(error.__cause__), type(error.__context__).__name__)
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            show(inner, depth + 1)


def attempt(action):
    print(action.__name__)
    try:
        action()
    except BaseException as error:
        show(error, 1)


def group(*errors, name="g"):
    return ExceptionGroup(name, list(errors))


def partly():
    try:
        raise group(ValueError(1), TypeError(2), group(ValueError(3), KeyError(4), name="inner"))
    except* ValueError as caught:
        show(caught, 2)


def all_of_it():
    try:
        raise group(ValueError(1), group(ValueError(2)))
    except* ValueError as caught:
        print("   ", repr(caught))
    else:
        print("never")
    finally:
        print("    finally")


def several():
    try:
        raise group(ValueError(1), TypeError(2), KeyError(3), OSError(4))
    except* (ValueError, OSError) as caught:
        print("   ", repr(caught))
    except* LookupError as caught:
        print("   ", repr(caught))


def naked():
    try:
        raise ValueError("naked")
    except* ValueError as caught:
        show(caught, 2)


def naked_not_matched():
    try:
        raise ValueError("naked")
    except* TypeError:
        print("never")


def raises_inside():
    try:
        raise group(ValueError(1), TypeError(2))
    except* ValueError:
        raise KeyError("new")


def raises_in_both():
    try:
        raise group(ValueError(1), TypeError(2), OSError(3))
    except* ValueError:
        raise KeyError("new 1")
    except* TypeError as caught:
        raise LookupError("new 2") from caught


def reraises():
    try:
        raise group(ValueError(1), TypeError(2))
    except* ValueError:
        raise


def reraises_as_is():
    try:
        raise group(ValueError(1), TypeError(2))
    except* ValueError as caught:
        raise caught


def notes():
    error = group(ValueError(1), TypeError(2))
    error.add_note("a note")
    error.exceptions[0].add_note("inner note")
    try:
        raise error from OSError("cause")
    except* TypeError as caught:
        show(caught, 2)


def nothing_raised():
    try:
        pass
    except* ValueError:
        print("never")
    else:
        print("    else")


def catches_group_type():
    try:
        raise group(ValueError(1))
    except* ExceptionGroup:
        pass


def catches_no_type():
    try:
        raise group(ValueError(1))
    except* 5:
        pass


def nested_try():
    try:
        try:
            raise group(ValueError(1), TypeError(2), KeyError(3))
        except* ValueError:
            print("    inner took ValueError")
    except* TypeError:
        print("    outer took TypeError")


def in_loop():
    for i in range(3):
        try:
            raise group(ValueError(i), TypeError(i))
        except* ValueError as caught:
            print("   ", caught.exceptions)
        except* TypeError:
            pass


def base_group():
    try:
        raise BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)])
    except* ValueError as caught:
        print("   ", repr(caught))


def name_is_gone():
    try:
        raise group(ValueError(1))
    except* ValueError as caught:
        pass
    print(caught)


def making():
    for args in (("m", []), ("m", [1]), ("m", 5), (5, [ValueError()]), ("m",), ("m", [KeyboardInterrupt()])):
        try:
            print("   ", repr(ExceptionGroup(*args)))
        except Exception as error:
            print("   ", type(error).__name__, error)
    print("   ", type(BaseExceptionGroup("m", [ValueError()])).__name__, type(BaseExceptionGroup("m", [SystemExit()])).__name__)


def splitting():
    g = group(ValueError(1), group(TypeError(2), ValueError(3), name="deep"), KeyError(4))
    print("   ", g.subgroup(ValueError), "|", g.subgroup(lambda e: e.args == (2,)), "|", g.subgroup(OSError))
    match, rest = g.split((TypeError, KeyError))
    show(match, 2)
    show(rest, 2)
    print("   ", g.subgroup(ExceptionGroup) is g, g.message, g.exceptions, g.derive([OSError()]))


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine(self.message + "'", excs)


def derived():
    try:
        raise Mine("mine", [ValueError(1), TypeError(2)])
    except* ValueError as caught:
        show(caught, 2)


for action in (partly, all_of_it, several, naked, naked_not_matched, raises_inside, raises_in_both, reraises, reraises_as_is, notes,
               nothing_raised, catches_group_type, catches_no_type, nested_try, in_loop, base_group, name_is_gone, making, splitting, derived):
    attempt(action)
