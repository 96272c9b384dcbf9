"""Unions and forms of typing, and what may be asked of protocols."""
from typing import Any, Callable, Dict, List, Literal, Optional, Protocol, Tuple, TypeVar, Union, runtime_checkable
T = TypeVar("T")


def attempt(make):
    try:
        print(make())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


@runtime_checkable
class Runs(Protocol):
    def run(self): ...


@runtime_checkable
class Named(Protocol):
    name: str


class Plain(Protocol):
    def run(self): ...


class Job:
    name = "job"

    def run(self):
        return 1


print(Union[int], Union[int, str], Union[int, None], Union[int, str, None], Union[int, int], Union[int, Union[str, int]])
print(Optional[int], Optional[None], Optional[Union[int, str]], Optional["Job"], Union[int | str, float])
print(List[None], Dict[str, None], Tuple[int, ...], Callable[[int], None], Callable[["Job"], int], Literal[None, "a"])
print(Union[int, str] == Union[str, int], Union[int, None] == Optional[int], T | None, List[int] | None)
print(isinstance(1, Union[int, str]), isinstance(None, Optional[int]), isinstance("a", Optional[int]))
print(issubclass(bool, Union[int, str]), isinstance(1, (str, Union[int, list])))
attempt(lambda: isinstance([], List[int]))
attempt(lambda: issubclass(list, List[int]))
attempt(lambda: isinstance(1, Union[int, List[int]]))
print(issubclass(Job, Runs), issubclass(int, Runs), issubclass(Runs, Runs), isinstance(Job(), Named), isinstance(3, Named))
attempt(lambda: issubclass(Job, Named))
attempt(lambda: issubclass(Job, Plain))
