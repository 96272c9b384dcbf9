"""statistics: means and spreads, as exact as CPython's."""

from math import fsum


class StatisticsError(ValueError):
    pass


def _data(data, least, message):
    data = list(data)
    if len(data) < least:
        raise StatisticsError(message)
    return data


def mean(data):
    return _exact_mean(_data(data, 1, "mean requires at least one data point"))


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum(value * weight for value, weight in zip(data, weights)) / total


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=lambda value: counts[value])


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _around(data, centre):
    """The squares of the distances to a centre that was given."""
    return [(value - centre) * (value - centre) for value in data]


def _spread(data, fewer, root, centre, message):
    data = _data(data, fewer + 1, message)
    if centre is None:
        return _exact_variance(data, fewer, root)
    total = fsum(_around(data, centre))
    spread = total / (len(data) - fewer)
    return spread ** 0.5 if root else spread


def variance(data, xbar=None):
    return _spread(data, 1, False, xbar, "variance requires at least two data points")


def pvariance(data, mu=None):
    return _spread(data, 0, False, mu, "pvariance requires at least one data point")


def stdev(data, xbar=None):
    return _spread(data, 1, True, xbar, "stdev requires at least two data points")


def pstdev(data, mu=None):
    return _spread(data, 0, True, mu, "pstdev requires at least one data point")


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        if count == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (count - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (count + 1) // n, 1), count - 1)
            delta = i * (count + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")
