"""itertools: every iterator, its end and its errors."""
from itertools import (accumulate, batched, chain, combinations, count, cycle, dropwhile, groupby, islice, pairwise,
                       permutations, product, repeat, takewhile, zip_longest)


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


print(list(islice(count(), 3)), list(islice(count(10, -2), 3)), list(islice(count(0.5, 0.25), 3)))
print(list(islice(cycle("abc"), 7)), list(cycle([])), list(repeat("x", 3)), list(repeat(0, -1)))
print(list(chain("ab", [1], ())), list(chain()), list(chain.from_iterable(["ab", "cd"])))
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", 0)))
attempt(islice, "a", -1)
attempt(islice, "a", 0, 1, 0)
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("a", [])))
print(list(permutations("abc", 2)), list(permutations([1, 2])), list(permutations("ab", 3)))
print(list(combinations("abcd", 2)), list(combinations("ab", 0)), list(combinations("a", 2)))
attempt(combinations, "a", -1)
print(list(zip_longest("abc", "x")), list(zip_longest([1], [2, 3], fillvalue=0)))
print(list(accumulate([1, 2, 3])), list(accumulate([2, 3], lambda a, b: a * b, initial=10)), list(accumulate([])))
print(list(takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(dropwhile(lambda n: n < 3, [1, 2, 3, 1])))
print(list(pairwise([1, 2, 3])), list(pairwise([1])))
for key, group in groupby("aabbbca"):
    print(key, list(group), end=" ")
print()
print({k: list(g) for k, g in groupby(sorted(["bb", "a", "cc", "d"], key=len), len)})
groups = list(groupby("ab"))
print([list(g) for _, g in groups])
print(list(batched("abcdefg", 3)), list(batched([], 2)))
attempt(batched, "ab", 0)
attempt(lambda: list(batched("abc", 2, strict=True)))
c = count(5)
print(next(c), next(c), c, repeat(3, 2), repeat(7), count(1, 2))
i = iter(chain([1], [2]))
print(next(i), next(i), next(i, "end"))
attempt(next, i)
attempt(lambda: list(chain(5)))
attempt(zip_longest, 5)
attempt(next, accumulate("a", None))
shared = iter(range(6))
print(list(zip(shared, shared)), list(map(lambda a, b: a + b, count(), [10, 20])))
