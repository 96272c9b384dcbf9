"""heapq: a heap in a list."""
import heapq
from heapq import heapify, heappop, heappush, heappushpop, heapreplace, merge, nlargest, nsmallest


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


heap = []
for n in [5, 1, 8, 3, 9, 2]:
    heappush(heap, n)
print(heap, heap[0])
print(heappushpop(heap, 4), heapreplace(heap, 7), heap)
print([heappop(heap) for _ in range(len(heap))])
attempt(heappop, [])
attempt(heapreplace, [], 1)
print(heappushpop([], 3))
data = [9, 7, 8, 1, 2, 3]
heapify(data)
print(data)
print(nsmallest(2, [3, 1, 2]), nlargest(2, [3, 1, 2]), nlargest(9, [1, 2]), nsmallest(2, ["ccc", "a", "bb"], key=len))
print(list(merge([1, 4], [2, 3], [0, 9])), list(merge(["aa", "b"], ["c"], key=len, reverse=True)))
attempt(heapify, (1, 2))
attempt(heappush, [1], "a")
tasks = [(2, "code"), (1, "eat"), (3, "sleep"), (1, "drink")]
heapify(tasks)
print([heappop(tasks) for _ in range(4)])


class Item:
    def __init__(self, p):
        self.p = p

    def __lt__(self, other):
        return self.p > other.p


items = [Item(n) for n in (1, 3, 2)]
heapq.heapify(items)
print([heapq.heappop(items).p for _ in range(3)])
