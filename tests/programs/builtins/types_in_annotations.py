"""What annotations make of types: aliases and unions, printed, compared, asked and called."""
import asyncio
import collections
import contextvars
import dataclasses
from typing import Generic, List, NamedTuple, Optional, TypeVar, Union

T = TypeVar("T")


def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
class Bad(ExceptionGroup[ValueError]):
    pass
class Stack(Generic[T]):
    items: list[T]
    def __init__(self) -> None:
        self.items = []
class Row(NamedTuple):
    name: str
    tags: list[str] = []
    note: str | None = None
@dataclasses.dataclass
class Order:
    lines: dict[str, list[int]] = dataclasses.field(default_factory=dict[str, list[int]])
    note: str | None = None
    parts: tuple[int, ...] = ()
async def total(queue: asyncio.Queue[int | None]) -> int:
    result: int = 0
    while (item := await queue.get()) is not None:
        result += item
    return result
async def main() -> None:
    queue: asyncio.Queue[int | None] = asyncio.Queue[int | None]()
    task: asyncio.Task[int] = asyncio.create_task(total(queue))
    for item in (1, 2, None):
        queue.put_nowait(item)
    print(await task, queue)
asyncio.run(main())
t(lambda: Bad.__bases__); t(lambda: Bad("a", [ValueError()])); t(lambda: Row("a")); t(lambda: Order()); t(lambda: Order.__annotations__)
t(lambda: Row.__annotations__); t(lambda: total.__annotations__)
t(lambda: List[int] | None); t(lambda: None | List[int]); t(lambda: Optional[list[int]]); t(lambda: Union[int, list[str]])
t(lambda: list[T]); t(lambda: dict[str, T])
t(lambda: list[int].__name__); t(lambda: list[int].nothing); t(lambda: collections.deque[int]([1], maxlen=1))
t(lambda: list[int] | int | None); t(lambda: isinstance(3, list[int] | int)); t(lambda: issubclass(int, list[int])); t(lambda: issubclass(int, str | None))
t(lambda: {int | str: 1}[str | int]); t(lambda: {list[int]: 1}[list[int]]); t(lambda: list[int] == list); t(lambda: (int | str) != (int | None)); t(lambda: list[int] < list[str])
t(lambda: list[int][str]); t(lambda: list[()]); t(lambda: tuple[()]); t(lambda: (int | str)[int]); t(lambda: callable(list[int])); t(lambda: callable(int | str)); t(lambda: (int | str)())
t(lambda: isinstance(list[int], type)); t(lambda: str(int | None)); t(lambda: f"{list[int]} {int | None}"); t(lambda: [int | None, list[int]])
t(lambda: isinstance(None, (int, type(None)))); t(lambda: isinstance(None, None)); t(lambda: isinstance(3, (int, None))); t(lambda: isinstance("", (int, None)))
t(lambda: bool[int]); t(lambda: float["x"]); t(lambda: range[1]); t(lambda: ValueError[int]);  t(lambda: "a" | int); t(lambda: int | "a"); t(lambda: [] | int)
t(lambda: "x" in (int | str).__args__); t(lambda: hash(int | str) == hash(str | int)); t(lambda: enumerate[int]); t(lambda: ExceptionGroup[ValueError]); t(lambda: type[Order]); t(lambda: frozenset[int])
t(lambda: contextvars.ContextVar[str | None]("x")  .name); t(lambda: setattr(list[int], "x", 1))
x: list[int] | None = None
y: Order | list[Order] = []
print(__annotations__)
