"""list[int] and int | None: what they show and are good for; which operators a class has."""
from typing import Optional, List
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: list[int]); t(lambda: dict[str, int]); t(lambda: tuple[int, ...]); t(lambda: set[str]); t(lambda: type[int])
t(lambda: list[list[int]]); t(lambda: dict[str, list[int | None]])
t(lambda: int | None); t(lambda: int | str | None); t(lambda: None | int); t(lambda: list[int] | None); t(lambda: int | int)
t(lambda: isinstance(1, int | str)); t(lambda: isinstance(None, int | None)); t(lambda: isinstance("x", int | None)); t(lambda: issubclass(bool, int | str))
t(lambda: (int | str) == (str | int)); t(lambda: list[int] == list[int]); t(lambda: list[int]((1,2))); t(lambda: list[int].__origin__); t(lambda: dict[str,int].__args__)
t(lambda: (int | str).__args__)
t(lambda: isinstance([], list[int])); t(lambda: isinstance(1, int | list[int])); t(lambda: int[str]); t(lambda: str["x"])
t(lambda: type(list[int])); t(lambda: type(int | str)); t(lambda: hash(list[int]) == hash(list[int]))
t(lambda: hasattr([], "__sub__")); t(lambda: hasattr("", "__sub__")); t(lambda: hasattr({}, "__or__")); t(lambda: hasattr(1, "__matmul__")); t(lambda: hasattr((), "__iadd__")); t(lambda: hasattr(range(3), "__add__")); t(lambda: hasattr(None, "__add__")); t(lambda: hasattr(1.0, "__and__"));t(lambda: hasattr(1.0, "__lshift__"));t(lambda: hasattr(1, "__iadd__"))
t(lambda: hasattr((), "__rmul__")); t(lambda: hasattr("", "__radd__"))
def f(a: list[int], b: dict[str, int] = None) -> int | None: pass
print(f.__annotations__)
class C:
    x: list[int] = []
    y: int | None = None
    z: "int"
print(C.__annotations__)
t(lambda: 1 | None)
t(lambda: int | 3)
t(lambda: C | None); t(lambda: list[C]); t(lambda: isinstance(C(), C | int))
t(lambda: (int | None) | str)
t(lambda: Optional[int]); t(lambda: List[int])
import collections, asyncio, contextvars
t(lambda: collections.deque[int]); t(lambda: asyncio.Queue[int]); t(lambda: asyncio.Future[int]); t(lambda: asyncio.Task[int]); t(lambda: contextvars.ContextVar[int]); t(lambda: collections.defaultdict[str, int]); t(lambda: collections.Counter[str]); t(lambda: contextvars.Context[int])
match 3:
    case int() | str(): print("ok")
