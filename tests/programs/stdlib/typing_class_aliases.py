"""Classes that stand for a type in brackets: Stack[int] is an alias of Stack."""
from typing import Generic, Optional, Protocol, TypeVar

T = TypeVar("T")


def attempt(make):
    try:
        print(make())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


class Stack(Generic[T]):
    limit = 3

    def __init__(self, *items):
        self.items = list(items)

    @classmethod
    def empty(cls):
        return cls()


class Ints(Stack[int]):
    pass


class Source(Protocol[T]):
    def get(self) -> T: ...


print(Stack[int], Stack[T], Stack["Later"], Stack[None], Stack[list[int]], Stack[int | None])
print(Optional[Stack[int]], list[Stack[int]], Stack[Stack[str]], Stack[int] | None)
print(Stack[int]("a").items, type(Stack[int]()), Stack[int].empty().items, Stack[int].limit, Stack[int].__name__)
print(Stack[int] == Stack[int], Stack[int] == Stack[str], Stack[int].__origin__ is Stack, Stack[int].__args__)
print({Stack[int]: 1}[Stack[int]], Ints(1).items, Ints.__mro__, issubclass(Ints, Stack))
attempt(lambda: isinstance(Ints(), Stack[int]))
attempt(lambda: issubclass(Ints, Stack[int]))
attempt(lambda: isinstance([], list[int]))
attempt(lambda: Stack[int][str])
attempt(lambda: Stack[int].nothing)
