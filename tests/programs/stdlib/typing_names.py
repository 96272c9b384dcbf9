"""typing: accepted and mostly without effect."""
from __future__ import annotations

from typing import Any, Callable, ClassVar, Final, Generic, Iterable, Literal, Optional, Protocol, TypeVar, Union, cast

T = TypeVar("T")
Handler = Callable[[str], None]
Maybe = Optional[int]
LIMIT: Final = 5


class Stack(Generic[T]):
    kinds: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


class Sized(Protocol):
    def __len__(self) -> int: ...


class Intstack(Stack[int]):
    pass


def first(things: Iterable[T], default: Union[T, None] = None, mode: Literal["a", "b"] = "a") -> Optional[T]:
    for thing in things:
        return thing
    return default


stack: Stack[str] = Stack()
stack.push("x")
typed = Stack[int]()
typed.push(1)
print(stack.pop(), typed.pop(), first([3, 4]), first([]), cast(int, "not checked"), LIMIT)
print(isinstance(Intstack(), Stack), first.__annotations__["return"], Stack.__name__)
number: Any = "text"
x: int
try:
    x
except NameError as error:
    print(error)
