"""random: CPython's numbers for a seed."""
import random


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


random.seed(42)
print(random.random(), random.uniform(1, 2), random.randint(1, 6), random.randrange(0, 100, 5), random.choice("abc"))
print(random.choices([1, 2, 3], k=5), random.choices("ab", weights=[9, 1], k=4), random.choices("xyz", cum_weights=[1, 2, 3], k=2), random.sample(range(100), 5), random.sample("abcdef", k=2))
items = list(range(8))
random.shuffle(items)
print(items, random.expovariate(2), random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(0, 1), random.triangular(0, 10, 3), random.getrandbits(20))
a, b = random.Random(7), random.Random(7)
print([a.random() for _ in range(2)] == [b.random() for _ in range(2)], a.randint(1, 10 ** 9), b.choice([1, 2, 3]))
for seed in "text", 0, -5, 3.7, None:
    if seed is not None:
        random.seed(seed)
        print(repr(seed), random.random(), random.randint(0, 10))
attempt(random.choice, [])
attempt(random.randint, 5, 1)
attempt(random.randrange, 0)
attempt(random.randrange, 1, 5, 0)
attempt(random.sample, [1], 2)
attempt(random.sample, {1, 2}, 1)
attempt(random.choices, [], k=1)
attempt(random.choices, [1, 2], weights=[1])
attempt(random.randint, 1.5, 2)
random.seed(1)
