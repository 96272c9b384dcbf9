"""Messages of library functions that are easy to get a little wrong."""
import logging
from collections import Counter
from dataclasses import dataclass


def attempt(make):
    try:
        print(make())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


def ordered_twice():
    @dataclass(order=True)
    class Point:
        x: int

        def __lt__(self, other):
            return True


attempt(lambda: Counter("ab") + {"a": 1})
attempt(lambda: Counter(1))
attempt(ordered_twice)
attempt(lambda: logging.basicConfig(foo=1))
attempt(lambda: logging.basicConfig(foo=1, bar=2))
