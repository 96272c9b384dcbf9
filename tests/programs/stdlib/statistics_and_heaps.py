"""statistics and heapq: usual values, single values, ties, empties, wrong kinds, keys; merge, nlargest and pushpop at the corners."""
import heapq
import statistics
from statistics import fmean, mean, median, quantiles, stdev


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


for values in ([1, 2, 3, 4], [1], [2.5, 2.5], [1, 2, 2, 9], [], [True, False], [-1.5, 3, 7.25], range(1, 11), (0.1, 0.2, 0.3), [10 ** 15, 10 ** 15 + 1]):
    for function in (mean, fmean, median, stdev, statistics.pstdev, statistics.variance, statistics.pvariance, statistics.mode, statistics.multimode, statistics.median_low, statistics.median_high):
        attempt(f"{function.__name__}{list(values)}", lambda: function(values))
attempt("quantiles", lambda: quantiles([1, 2, 3, 4, 5]))
attempt("deciles", lambda: quantiles(range(1, 101), n=10))
attempt("inclusive", lambda: quantiles([1, 2, 3, 4, 5], n=4, method="inclusive"))
attempt("two", lambda: quantiles([1, 2]))
attempt("one", lambda: quantiles([1]))
attempt("none", lambda: quantiles([]))
attempt("n", lambda: quantiles([1, 2], n=0))
attempt("method", lambda: quantiles([1, 2], method="x"))
attempt("strings", lambda: mean(["a"]))
attempt("generator", lambda: mean(x for x in (1, 2, 3)))
attempt("weights", lambda: fmean([1, 2, 3], weights=[3, 1, 1]))
attempt("mode str", lambda: statistics.mode("abracadabra"))
heap = []
for value in (5, 1, 4, 1, 3):
    heapq.heappush(heap, value)
print(heap, [heapq.heappop(heap) for _ in range(5)], heap)
attempt("pop empty", lambda: heapq.heappop([]))
attempt("replace empty", lambda: heapq.heapreplace([], 1))
attempt("pushpop empty", lambda: heapq.heappushpop([], 1))
items = [9, 7, 8, 1, 5, 3]
heapq.heapify(items)
print(items, heapq.heappushpop(items, 0), heapq.heappushpop(items, 6), heapq.heapreplace(items, 100), items)
print(heapq.nlargest(3, [4, 1, 7, 7, 2]), heapq.nsmallest(2, "hello"), heapq.nlargest(0, [1]), heapq.nsmallest(10, [2, 1]), heapq.nlargest(2, [(1, "a"), (1, "b"), (0, "c")], key=lambda t: t[0]), heapq.nsmallest(1, [3, 1], key=lambda x: -x))
print(list(heapq.merge([1, 4], [2, 3], [])), list(heapq.merge("ad", "bc", reverse=False)), list(heapq.merge([4, 1], [3, 2], reverse=True)), list(heapq.merge(["aa", "b"], ["c", "dd"], key=len)))
attempt("mixed", lambda: heapq.heappush([1], "a"))
attempt("tuple ties", lambda: heapq.heappush([(1, {})], (1, {})))
attempt("not a list", lambda: heapq.heappush((1,), 2))
attempt("heapify tuple", lambda: heapq.heapify((1,)))


class Job:
    def __init__(self, priority, name):
        self.priority, self.name = priority, name

    def __lt__(self, other):
        return self.priority < other.priority

    def __repr__(self):
        return self.name


jobs = []
for priority, name in ((3, "c"), (1, "a"), (2, "b"), (1, "a2")):
    heapq.heappush(jobs, Job(priority, name))
print(jobs, [heapq.heappop(jobs) for _ in range(4)])
