"""Wrong calls of contextlib, dataclasses, enum, contextvars and others, and what they say."""
import contextlib, dataclasses, enum, contextvars, logging, typing, sys, gc, traceback, abc
from contextlib import contextmanager, asynccontextmanager, suppress, nullcontext, closing, aclosing, ExitStack, AsyncExitStack
from dataclasses import dataclass, field, asdict, replace
from enum import Enum, IntEnum, StrEnum, auto
from abc import ABC, abstractmethod
@contextmanager
def cm(x): yield x
@contextmanager
def never(): 
    if 0: yield
@contextmanager
def twice(): yield; yield
@contextmanager
def nogen(): return 5
@asynccontextmanager
async def acm(x): yield x
@dataclass
class D:
    x: int
    y: int = 2
@dataclass(order=True, frozen=True, slots=True)
class F:
    x: int
@dataclass(kw_only=True)
class K:
    x: int
    y: int = 2
class Color(Enum):
    RED = 1
    BLUE = 2
class N(IntEnum):
    A = 1
class S(StrEnum):
    A = "a"
class A(ABC):
    @abstractmethod
    def f(self): ...
    @abstractmethod
    def g(self): ...
v = contextvars.ContextVar("v")
tok = v.set(1)
ctx = contextvars.copy_context()
log = logging.getLogger("x")


def t(call):
    try:
        call()
        print("fine")
    except BaseException as e:
        print(type(e).__name__, e)


t(lambda: cm())
t(lambda: cm(1, 2))
t(lambda: cm(y=1))
t(lambda: cm(1).foo)
t(lambda: cm(1)())
t(lambda: contextmanager())
t(lambda: contextmanager(5))
t(lambda: contextmanager(5)())
t(lambda: next(cm(1)))
t(lambda: suppress(ValueError, foo=1))
t(lambda: nullcontext(1, 2))
t(lambda: nullcontext(foo=1))
t(lambda: closing())
t(lambda: closing(1, 2))
t(lambda: aclosing())
t(lambda: ExitStack(1))
t(lambda: ExitStack().enter_context())
t(lambda: ExitStack().enter_context(5))
t(lambda: ExitStack().push())
t(lambda: ExitStack().push(5))
t(lambda: ExitStack().callback())
t(lambda: ExitStack().callback(5))
t(lambda: ExitStack().foo)
t(lambda: ExitStack().enter_context(acm(1)))
t(lambda: ExitStack().close(1))
t(lambda: redirect_stdout())
t(lambda: redirect_stdout(1, 2))
t(lambda: dataclass(5))
t(lambda: dataclass(1, 2))
t(lambda: dataclass(foo=1))
t(lambda: D())
t(lambda: D(1, 2, 3))
t(lambda: D(z=1))
t(lambda: D(1, x=2))
t(lambda: D(1, z=1))
t(lambda: D(1) < D(2))
t(lambda: D(1) + 1)
t(lambda: D(1).z)
t(lambda: D(1)[0])
t(lambda: D(1)())
t(lambda: len(D(1)))
t(lambda: iter(D(1)))
t(lambda: hash(D(1)))
t(lambda: F(1) < 5)
t(lambda: F())
t(lambda: F("a") < F(1))
t(lambda: K(1))
t(lambda: K())
t(lambda: K(1, 2))
t(lambda: K(x=1, z=2))
t(lambda: field(1))
t(lambda: field(default=1, default_factory=list))
t(lambda: field(foo=1))
t(lambda: field())
t(lambda: asdict())
t(lambda: asdict(5))
t(lambda: asdict(D))
t(lambda: asdict(D(1), 2))
t(lambda: replace())
t(lambda: replace(5))
t(lambda: replace(D(1), z=1))
t(lambda: replace(D(1), 2))
t(lambda: dataclasses.fields(5))
t(lambda: dataclasses.fields())
t(lambda: dataclasses.astuple(5))
t(lambda: Color())
t(lambda: Color(3))
t(lambda: Color("RED"))
t(lambda: Color(1, 2))
t(lambda: Color.GREEN)
t(lambda: Color["GREEN"])
t(lambda: Color[1])
t(lambda: Color.RED.foo)
t(lambda: Color.RED < Color.BLUE)
t(lambda: Color.RED + 1)
t(lambda: Color.RED())
t(lambda: Color.RED[0])
t(lambda: len(Color.RED))
t(lambda: int(Color.RED))
t(lambda: "x" in Color)
t(lambda: list(Color.RED))
t(lambda: N(5))
t(lambda: N("x"))
t(lambda: N.A + "x")
t(lambda: N.A.foo)
t(lambda: N["B"])
t(lambda: S("b"))
t(lambda: S.A + 1)
t(lambda: S["b"])
t(lambda: Enum())
t(lambda: Enum("X"))
t(lambda: Enum(5))
t(lambda: IntEnum(5))
t(lambda: auto(1))
t(lambda: A())
t(lambda: A.f())
t(lambda: ABC(1))
t(lambda: abstractmethod())
t(lambda: abstractmethod(1, 2))
t(lambda: contextvars.ContextVar())
t(lambda: contextvars.ContextVar(5))
t(lambda: contextvars.ContextVar("a", 5))
t(lambda: contextvars.ContextVar("a", default=5, foo=1))
t(lambda: contextvars.ContextVar(name="a"))
t(lambda: v.get(1, 2))
t(lambda: v.get(default=1))
t(lambda: v.set())
t(lambda: v.set(1, 2))
t(lambda: v.set(value=1))
t(lambda: v.reset())
t(lambda: v.reset(5))
t(lambda: v.reset(tok, 1))
t(lambda: v.foo)
t(lambda: v())
t(lambda: v[0])
t(lambda: ctx.run())
t(lambda: ctx.run(5))
t(lambda: ctx.run(len))
t(lambda: ctx[5])
t(lambda: ctx[v])
t(lambda: ctx["v"])
t(lambda: ctx.get())
t(lambda: ctx.get(5))
t(lambda: ctx.get(v, 1, 2))
t(lambda: ctx.foo)
t(lambda: ctx.copy(1))
t(lambda: 5 in ctx)
t(lambda: contextvars.copy_context(1))
t(lambda: contextvars.Context(1))
t(lambda: tok.foo)
t(lambda: contextvars.Token())
t(lambda: log.info())
t(lambda: log.info("%s"))
t(lambda: log.foo)
t(lambda: log.setLevel())
t(lambda: log.setLevel("FOO"))
t(lambda: log.setLevel(1.5))
t(lambda: log.setLevel(None))
t(lambda: log.log("x", "y"))
t(lambda: log.log())
t(lambda: log.info("x", foo=1))
t(lambda: logging.getLogger(5))
t(lambda: logging.getLogger(1, 2))
t(lambda: logging.basicConfig(foo=1))
t(lambda: logging.basicConfig(level="FOO", force=True))
t(lambda: logging.basicConfig(1))
t(lambda: logging.info())
t(lambda: logging.getLevelName())
t(lambda: typing.Optional())
t(lambda: typing.Union[int]())
t(lambda: typing.cast())
t(lambda: typing.cast(int))
t(lambda: sys.argv())
t(lambda: sys.getrecursionlimit(1))
t(lambda: gc.collect("x"))
t(lambda: gc.collect(5))
t(lambda: gc.collect(1, 2))
t(lambda: traceback.format_exc("x", 1, 2, 3))
