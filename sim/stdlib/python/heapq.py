"""heapq: the functions on a heap are native; these are on any iterables."""


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n if n >= 0 else 0]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n if n >= 0 else 0]


class _Front:
    """The first item of an iterable that is being merged, with its rank among equals."""

    def __init__(self, key, order, item, iterator, reverse):
        self.key, self.order, self.item, self.iterator, self.reverse = key, order, item, iterator, reverse

    def __lt__(self, other):
        first, second = (other, self) if self.reverse else (self, other)
        if first.key < second.key:
            return True
        if second.key < first.key:
            return False
        return self.order < other.order


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            heap.append(_Front(item if key is None else key(item), order, item, iterator, reverse))
            break
    heapify(heap)
    while heap:
        front = heap[0]
        yield front.item
        for item in front.iterator:
            front.key, front.item = item if key is None else key(item), item
            heapreplace(heap, front)
            break
        else:
            heappop(heap)
