"""Dataclasses, enums, sorting, grouping and formatting around a small asynchronous shop."""
import asyncio
import itertools
from collections import Counter, OrderedDict, defaultdict, namedtuple
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, IntEnum
from functools import cached_property, reduce


class Kind(Enum):
    FRUIT = "fruit"
    TOOL = "tool"


class Urgency(IntEnum):
    LOW = 1
    HIGH = 10


@dataclass(frozen=True, order=True)
class Item:
    name: str
    kind: Kind = field(compare=False)
    price: float = field(compare=False, default=1.0)

    @cached_property
    def label(self):
        return f"{self.name} ({self.kind.value})"


@dataclass
class Order:
    items: list[Item]
    urgency: Urgency = Urgency.LOW
    notes: dict = field(default_factory=dict)

    @property
    def total(self):
        return sum(item.price for item in self.items)


Receipt = namedtuple("Receipt", "number total", defaults=[0.0])
ITEMS = [Item("pear", Kind.FRUIT, 0.5), Item("saw", Kind.TOOL, 12), Item("apple", Kind.FRUIT, 0.25), Item("nail", Kind.TOOL)]


async def pack(order, number):
    await asyncio.sleep(1 / order.urgency)
    return Receipt(number, round(order.total, 2))


async def main():
    first = Order(ITEMS[:2])
    second = replace(first, items=ITEMS[1:], urgency=Urgency.HIGH)
    for done in asyncio.as_completed([pack(first, 1), pack(second, 2)]):
        receipt = await done
        print(receipt, receipt._asdict(), receipt._replace(total=None))
    print(sorted(ITEMS)[0], ITEMS[0].label, max(ITEMS, key=lambda item: item.price).name)
    groups = defaultdict(list)
    for kind, items in itertools.groupby(sorted(ITEMS, key=lambda i: i.kind.value), lambda i: i.kind):
        groups[kind].extend(item.name for item in items)
    print(dict(groups))
    print(asdict(second)["items"][0], Receipt(3))
    try:
        ITEMS[0].price = 3
    except AttributeError as error:
        print(type(error).__name__, error)
    print(reduce(lambda a, b: a * b, (u.value for u in Urgency)), Urgency.HIGH + 1, Urgency(1).name, Urgency.LOW < Urgency.HIGH)
    print(Counter(item.kind.name for item in ITEMS), OrderedDict((i.name, i.price) for i in ITEMS))
    print(f"{'item':<10}|{'price':>8}")
    for item in ITEMS:
        print(f"{item.name:<10}|{item.price:>8.2f}")
    print(hash(ITEMS[0]) == hash(Item("pear", Kind.TOOL, 9)), ITEMS[0] == Item("pear", Kind.TOOL), first != second)


asyncio.run(main())
