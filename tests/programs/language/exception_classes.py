"""The built-in exceptions: hierarchy, arguments, text, attributes."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


for kind in (ArithmeticError, AssertionError, AttributeError, BaseException, BlockingIOError, BrokenPipeError, BufferError,
             ChildProcessError, ConnectionAbortedError, ConnectionError, ConnectionRefusedError, ConnectionResetError, EOFError,
             Exception, FileExistsError, FileNotFoundError, FloatingPointError, GeneratorExit, ImportError, IndexError,
             InterruptedError, IsADirectoryError, KeyError, KeyboardInterrupt, LookupError, MemoryError, ModuleNotFoundError,
             NameError, NotADirectoryError, NotImplementedError, OSError, OverflowError, PermissionError, ProcessLookupError,
             RecursionError, ReferenceError, RuntimeError, StopAsyncIteration, StopIteration, SyntaxError, SystemError, SystemExit,
             TimeoutError, TypeError, UnboundLocalError, UnicodeError, ValueError, Warning, ZeroDivisionError):
    print(kind.__name__, [base.__name__ for base in kind.__mro__[1:-1]])
print(IOError is OSError, EnvironmentError is OSError)
for error in ValueError(), ValueError("a"), ValueError("a", 1), KeyError("k"), KeyError(1, 2), KeyError(), OSError(2, "gone"), StopIteration(5), SystemExit(3), AssertionError("m"):
    print(repr(error), "|", str(error), "|", error.args)
print(StopIteration(5).value, SystemExit(3).code, OSError(2, "gone").errno, OSError(2, "gone").strerror)
print(repr(OSError(2, "gone")), repr(FileNotFoundError(2, "No such file", "x.txt")), str(FileNotFoundError(2, "No such file", "x.txt")))


class AppError(Exception):
    """Base."""


class Detailed(AppError):
    def __init__(self, code, *, hint=""):
        super().__init__(f"code {code}")
        self.code, self.hint = code, hint


class Silent(AppError):
    def __str__(self):
        return "from __str__"


e = Detailed(7, hint="try again")
print(e, repr(e), e.code, e.hint, e.args, isinstance(e, AppError), Detailed.__doc__, AppError.__doc__)
print(Silent("arg"), repr(Silent("arg")), Silent.__name__)
e.add_note("note one")
e.add_note("note two")
print(e.__notes__)
attempt(e.add_note, 5)
attempt(lambda: {}["missing"])
attempt(lambda: [].nothing)
attempt(lambda: nothing)
attempt(lambda: int("x"))
attempt(lambda: 1 / 0)
attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1.0 / 0)
attempt(lambda: "a" + 1)
attempt(lambda: 1 + "a")
attempt(lambda: [] + ())
attempt(lambda: None + 1)
attempt(lambda: len(5))
attempt(lambda: "abc".index("z"))
attempt(lambda: [1].remove(2))
attempt(lambda: next(iter([])))
attempt(lambda: (1, 2)[5])
attempt(lambda: {1: 2}.pop(3))
attempt(lambda: set().pop())
attempt(lambda: None.x)
attempt(lambda: None())
attempt(lambda: "x".foo())
attempt(lambda: 5 in 6)
attempt(lambda: 1 < "a")
attempt(lambda: [1] < 5)
attempt(lambda: print(1, sp=2))
attempt(lambda: int([]))
attempt(lambda: float("abc"))
attempt(lambda: chr(-1))
attempt(lambda: ord("ab"))
attempt(lambda: sorted([1, "a"]))
attempt(lambda: max([]))
attempt(lambda: "%d" % "x")
attempt(lambda: "%s %s" % 1)
attempt(lambda: "%s" % (1, 2))
attempt(lambda: [1, 2, 3].index(9))
a, b = BaseException("x"), BaseException("x")
print(a == b, e.with_traceback(None) is e, Exception("a").__traceback__)
