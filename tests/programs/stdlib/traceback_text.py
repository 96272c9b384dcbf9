"""traceback: print_exc and format_exc."""
import sys
import traceback


def inner(n):
    return 1 // n


def outer(n):
    try:
        return inner(n)
    except ZeroDivisionError as error:
        raise ValueError("outer", n) from error


try:
    outer(0)
except ValueError:
    traceback.print_exc()
    text = traceback.format_exc()
    print(text.count("\n"), text.splitlines()[0], text.splitlines()[-1])
print(repr(traceback.format_exc()))
try:
    try:
        {}["k"]
    finally:
        [][1]
except IndexError as error:
    error.add_note("a note\nin two lines")
    traceback.print_exc(file=sys.stdout)
try:
    raise ExceptionGroup("many", [ValueError(1), ExceptionGroup("inner", [KeyError("k"), OSError("o")])])
except* OSError as group:
    traceback.print_exc(file=sys.stdout)
except* Exception:
    traceback.print_exc(file=sys.stdout)
try:
    raise KeyError("hidden") from None
except KeyError:
    print(traceback.format_exc())
