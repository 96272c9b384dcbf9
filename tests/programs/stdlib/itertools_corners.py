"""Each function of itertools: empty and endless inputs, wrong arguments, laziness, what is shared with the source."""
from itertools import (accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby,
                       islice, pairwise, permutations, product, repeat, starmap, takewhile, zip_longest)


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


take = lambda n, it: list(islice(it, n))
print(take(3, count()), take(3, count(5, -2)), take(3, count(0.5, 0.25)), take(4, count(step=3)), repr(count(5)), repr(count(5, 2)), repr(count(1.5)))
print(take(5, cycle("ab")), list(cycle([])), take(3, repeat("x")), list(repeat(1, 2)), list(repeat(1, 0)), list(repeat(1, -5)), repr(repeat(1, 2)), repr(repeat(1)))
print(list(chain([1], "ab", ())), list(chain()), list(chain.from_iterable([[1], (2, 3)])), take(3, chain.from_iterable(repeat([7]))))
print(list(islice("abcdef", 3)), list(islice("abcdef", 2, None)), list(islice("abcdef", 1, 5, 2)), list(islice("abc", 0)), list(islice("abc", None)), list(islice("abcdef", None, None, 3)))
for arguments in (("abc", -1), ("abc", 0, 5, 0), ("abc", "x"), ("abc",), ("abc", 1, 2, 3, 4), (5, 1), ("abc", 1.5)):
    attempt("islice", lambda: list(islice(*arguments)))
print(list(product("ab", [1, 2])), list(product()), list(product([])), list(product("ab", repeat=2))[:3], list(product([1], repeat=0)), len(list(product(range(3), repeat=3))))
print(list(permutations("abc", 2)), list(permutations([1, 2, 3])), list(permutations("ab", 3)), list(permutations("ab", 0)), list(permutations([])))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)), list(combinations_with_replacement("ab", 2)))
print(list(zip_longest("abc", [1])), list(zip_longest("a", "xyz", fillvalue="-")), list(zip_longest()), list(zip_longest("ab", [])))
print(list(accumulate([1, 2, 3])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate([], initial=5)), list(accumulate([])), list(accumulate("abc")), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=2)))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(None, [0, 1, "", 2])), list(filterfalse(lambda x: x % 2, range(5))))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise([])), list(starmap(pow, [(2, 3), (3, 2)])), list(compress("abcd", [1, 0, 1])), list(compress("ab", [])))
print(list(batched("abcdefg", 3)), list(batched([], 2)), list(batched("abcd", 2, strict=True)))
for action in (lambda: list(batched("abc", 2, strict=True)), lambda: batched("abc", 0), lambda: list(permutations("ab", -1)), lambda: list(combinations("ab", -1)), lambda: product("a", repeat=-1), lambda: count("a"), lambda: next(count(1, "a")),
               lambda: list(chain(5)), lambda: list(zip_longest(5)), lambda: list(accumulate([1, "a"])), lambda: repeat(), lambda: repeat(1, "x"), lambda: cycle(5), lambda: list(starmap(pow, [1])), lambda: list(takewhile(5, [1])), lambda: list(groupby(5))):
    attempt("wrong", action)
print([(k, list(g)) for k, g in groupby("aabbbc")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], list(groupby([])))
groups = [(k, g) for k, g in groupby("aab")]
print([(k, list(g)) for k, g in groups])
grouped = groupby("aabb")
key, group = next(grouped)
print(key, next(group))
key2, group2 = next(grouped)
print(key2, list(group), list(group2), list(grouped))
source = iter(range(10))
first = islice(source, 3)
print(next(first), next(source), list(first), list(source))
source = iter("abcdef")
print(list(takewhile(lambda c: c != "c", source)), list(source))
source = iter([1, 2, 3])
print(list(zip(source, source)), list(source))
lazy = map(print, [1, 2])
print("not yet")
list(lazy)
print(list(zip("abc", range(5))), list(zip()), list(zip("ab", strict=True)))
for a, b in (("ab", "abc"), ("abc", "ab"), ("ab", "")):
    attempt("strict", lambda: list(zip(a, b, strict=True)))
attempt("strict of three", lambda: list(zip("ab", "ab", "a", strict=True)))
for action in (lambda: zip(5), lambda: zip([], 5), lambda: list(map(None, [1])), lambda: map(print), lambda: filter(None), lambda: enumerate(5), lambda: list(enumerate("ab", "x")), lambda: list(map(lambda a, b: a, [1])), lambda: next(5), lambda: iter(5), lambda: reversed({1}), lambda: reversed(x for x in [])):
    attempt("wrong", action)
print(list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(map(max, [1, 5], [3, 2, 9])), list(filter(None, [0, 1, [], "a"])), list(iter(iter([3, 2, 1, 0]).__next__, 1)))
print(sorted("banana", key="nab".index), sorted([3, 1, 2], reverse=True), sorted([(1, "b"), (1, "a"), (0, "z")], key=lambda t: t[0]), sorted([(1, "b"), (1, "a")], key=lambda t: t[0], reverse=True), sorted({"b": 1, "a": 2}))
