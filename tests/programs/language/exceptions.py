"""Raising, catching, chaining, and what finally does on every way out."""


def describe(error):
    parts = []
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        parts.append(repr(error))
        if error.__cause__ is not None:
            parts.append("<cause")
            error = error.__cause__
        elif error.__suppress_context__:
            parts.append("<suppressed")
            error = None
        else:
            if error.__context__ is not None:
                parts.append("<context")
            error = error.__context__
    return " ".join(parts)


def attempt(label, action):
    try:
        print(label, action())
    except BaseException as error:
        print(label, describe(error))


def in_handler():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["k"]


def from_cause():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError("v") from error


def from_none():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("v") from None


def in_finally():
    try:
        1 / 0
    finally:
        raise ValueError("finally")


def again():
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
        raise


def bare():
    raise


def helper():
    raise


def bare_in_helper():
    try:
        1 / 0
    except ZeroDivisionError:
        helper()


def from_class():
    raise ValueError from KeyError


attempt("in handler", in_handler)
attempt("from cause", from_cause)
attempt("from none", from_none)
attempt("in finally", in_finally)
attempt("again", again)
attempt("bare", bare)
attempt("bare in helper", bare_in_helper)
attempt("from class", from_class)
for thing in (5, "text", None, int, [ValueError]):

    def raise_it():
        raise thing

    attempt("raise", raise_it)


def bad_cause():
    raise ValueError from 5


attempt("bad cause", bad_cause)


def bad_except():
    try:
        1 / 0
    except "x":
        pass


attempt("bad except", bad_except)


def bad_tuple():
    try:
        1 / 0
    except (ValueError, 5):
        pass


attempt("bad tuple", bad_tuple)


def ways(how):
    print("way", how, end=": ")
    for i in range(3):
        try:
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "return":
                return "returned"
            if how == "raise":
                raise KeyError(i)
            print("body", i, end=" ")
        except KeyError:
            print("except", i, end=" ")
            if i == 1:
                return "from except"
        else:
            print("else", i, end=" ")
        finally:
            print("finally", i, end=" ")
    else:
        print("loop else", end=" ")
    return "end"


for how in ("", "break", "continue", "return", "raise"):
    print(ways(how))


def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    for _ in range(2):
        try:
            1 / 0
        finally:
            continue
    return "swallowed"


def nested():
    try:
        try:
            try:
                raise ValueError(1)
            finally:
                print("a", end=" ")
        except KeyError:
            print("no")
        finally:
            print("b", end=" ")
    except ValueError as error:
        print("c", error.args, end=" ")
        try:
            return "nested"
        finally:
            print("d", end=" ")


print(override(), swallow(), nested())


def name_is_gone():
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    try:
        return error
    except UnboundLocalError as gone:
        return str(gone)


print(name_is_gone())


def unbound(flag):
    if flag:
        x = 1
    return x


attempt("unbound", lambda: unbound(False))
attempt("name", lambda: undefined_name)


def free():
    def inner():
        return later

    result = inner()
    later = 1
    return result


attempt("free", free)


def delete():
    x = 1
    del x
    del x


attempt("delete", delete)


def delete_global():
    global nothing_here
    del nothing_here


attempt("delete global", delete_global)


class Base(Exception):
    pass


class Derived(Base):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


for kind in (Base, Derived, ValueError, (KeyError, Base)):
    try:
        try:
            raise Derived(7)
        except kind as error:
            print("caught as", kind if isinstance(kind, tuple) else kind.__name__, error, error.code)
    except Exception as error:
        print("passed", repr(error))

error = ValueError("noted")
error.add_note("one")
error.add_note("two")
print(error.__notes__)
a, b = ValueError("a"), KeyError("b")
try:
    try:
        raise a
    except ValueError:
        raise b
except KeyError:
    try:
        raise a
    except ValueError:
        print(describe(a), describe(b))


class Manager:
    def __init__(self, name, swallows=False, fails=None):
        self.name, self.swallows, self.fails = name, swallows, fails

    def __enter__(self):
        print("enter", self.name, end=" ")
        if self.fails == "enter":
            raise OSError("enter")
        return self.name.upper()

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__, error, traceback is not None, end="; ")
        if self.fails == "exit":
            raise OSError("exit")
        return self.swallows


def use(*managers, error=None):
    with managers[0] as first, managers[1] as second:
        print(first, second, end=" ")
        if error:
            raise error
        return "returned"
    return "swallowed"


attempt("=", lambda: use(Manager("a"), Manager("b")))
attempt("=", lambda: use(Manager("a", True), Manager("b"), error=ValueError(1)))
attempt("=", lambda: use(Manager("a"), Manager("b"), error=ValueError(2)))
attempt("=", lambda: use(Manager("a"), Manager("b", True), error=ValueError(3)))
attempt("=", lambda: use(Manager("a"), Manager("b", fails="enter")))
attempt("=", lambda: use(Manager("a"), Manager("b", fails="exit"), error=ValueError(4)))
attempt("=", lambda: use(Manager("a", fails="exit"), Manager("b", fails="exit")))
for bad in (5, None, type("Half", (), {"__enter__": lambda self: self})()):

    def use_bad():
        with bad:
            pass

    attempt("bad manager", use_bad)
for _ in range(2):
    with Manager("loop"):
        continue
print()
for _ in range(2):
    with Manager("loop"):
        break
print()


def split(error):
    try:
        raise error
    except* ValueError as group:
        print("values", group.exceptions, end=" ")
    except* (KeyError, OSError) as group:
        print("keys", group.exceptions, end=" ")
        raise RuntimeError("from handler")
    else:
        print("none", end=" ")
    finally:
        print("finally", end=" ")
    return "done"


attempt("*", lambda: split(ExceptionGroup("g", [ValueError(1), ValueError(2)])))
attempt("*", lambda: split(ExceptionGroup("g", [ValueError(1), TypeError(2)])))
attempt("*", lambda: split(ExceptionGroup("g", [ValueError(1), KeyError(2)])))
attempt("*", lambda: split(ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(3), KeyError(2)])])))
attempt("*", lambda: split(ValueError("lone")))
attempt("*", lambda: split(TypeError("lone")))
attempt("*", lambda: split(KeyError("lone")))


def star_reraises(error):
    try:
        raise error
    except* ValueError:
        raise
    return "done"


attempt("*r", lambda: star_reraises(ExceptionGroup("g", [ValueError(1), TypeError(2)])))
attempt("*r", lambda: star_reraises(ValueError(1)))


def star_bad():
    try:
        raise ValueError
    except* ExceptionGroup:
        pass


attempt("*b", star_bad)
group = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2)])])
print(group, group.split(KeyError), group.subgroup(lambda e: isinstance(e, ValueError)))
assert True, "not shown"
attempt("assert", lambda: exec_assert())


def exec_assert():
    assert 1 == 2, f"one is not {2}"


attempt("assert", exec_assert)
