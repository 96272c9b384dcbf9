"""abc: abstract methods and properties."""
from abc import ABC, abstractmethod


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self):
        return 1


class Square(Half):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2 + super().area() * 0

    @property
    def name(self):
        return "square"


attempt(Shape)
attempt(Half)
print(Square(3).describe(), isinstance(Square(1), Shape), issubclass(Half, Shape), Shape.__abstractmethods__ == {"area", "name"})


class Storage(ABC):
    @abstractmethod
    async def load(self):
        ...

    @staticmethod
    @abstractmethod
    def kind(): ...

    @classmethod
    @abstractmethod
    def make(cls): ...


attempt(Storage)


class One(ABC):
    @abstractmethod
    def only(self): ...


attempt(One)
