"""statistics: means, medians, deviations, quantiles."""
import statistics
from statistics import StatisticsError, fmean, mean, median, quantiles, stdev


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


data = [2, 4, 4, 4, 5, 5, 7, 9]
print(mean(data), fmean(data), median(data), stdev(data), quantiles(data), quantiles(data, n=10))
print(mean([1, 2]), mean([1.5, 2.5]), mean([1, 2, 3, 4]), mean(range(1, 4)), median([3, 1, 2]), median([1, 2, 3, 10]))
print(mean([0.1] * 10), fmean([0.1] * 10), stdev([1.0, 1.0]), stdev([0.1, 0.2, 0.4]), fmean([1, 2, 3], [3, 1, 1]))
print(median(["a", "c", "b"]), quantiles([1, 2, 3], n=2), quantiles([1, 5, 9, 30], method="inclusive"), quantiles([5], n=4))
attempt(mean, [])
attempt(median, [])
attempt(stdev, [1])
attempt(quantiles, [])
attempt(quantiles, [1, 2], n=0)
attempt(fmean, [])
attempt(mean, ["a"])
print(issubclass(StatisticsError, ValueError), mean(n * n for n in range(5)), statistics.stdev([10 ** 6, 10 ** 6 + 2]))
