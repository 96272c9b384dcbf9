"""functools and itertools at work: caches, partial, an async cache that shares one flight."""
import asyncio
from functools import cache, cached_property, lru_cache, partial, reduce, wraps
from itertools import accumulate, batched, chain, count, cycle, islice, pairwise, product, takewhile, zip_longest


def single_flight(function):
    flights = {}

    @wraps(function)
    async def wrapper(*args):
        if args not in flights:
            flights[args] = asyncio.ensure_future(function(*args))
        return await asyncio.shield(flights[args])

    wrapper.flights = flights
    return wrapper


@single_flight
async def lookup(name, scale=1):
    print("looking up", name)
    await asyncio.sleep(1)
    return len(name) * scale


@lru_cache(maxsize=3)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@cache
def grid(width, *, height):
    return list(product(range(width), "ab"[:height]))


class Report:
    @cached_property
    def body(self):
        print("made")
        return "body"


async def main():
    print(await asyncio.gather(lookup("ann"), lookup("ann"), lookup("bob", 3), lookup("ann")), len(lookup.flights))
    print(fibonacci(30), fibonacci.cache_info())
    fibonacci.cache_clear()
    print(fibonacci(1), fibonacci.cache_info())
    print(grid(2, height=1) is grid(2, height=1), grid.cache_info().hits)
    report = Report()
    print(report.body, report.body, "body" in vars(report))
    add = partial(print, "partial:", sep="~")
    add(1, 2)
    print(add.func is print, add.args, add.keywords)
    print(reduce(lambda a, b: f"({a}+{b})", "wxyz"), list(accumulate([3, 1, 4, 1, 5], max)))
    print(list(islice(cycle("ab"), 5)), list(batched(range(7), 3)), list(pairwise("abcd")))
    print(list(takewhile(lambda n: n < 40, (n * n for n in count(1)))), list(zip_longest("ab", [1, 2, 3], fillvalue="-")))
    await asyncio.gather(*map(partial(lookup, scale=1), [])) if False else None
    print(list(chain.from_iterable([[1], (2, 3), {4: 5}])), list(chain("x", [0])))


asyncio.run(main())
