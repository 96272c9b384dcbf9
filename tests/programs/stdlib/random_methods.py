"""All methods of random that scenarios have, with their corner cases, give CPython's numbers for the same seed."""
import random


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for seed in (0, 1, -5, 2 ** 62, 3.5, "text", "", True):
    random.seed(seed)
    print(repr(seed), random.random(), random.randint(1, 6), random.getrandbits(10))
random.seed(42)
print([random.random() for _ in range(3)], [random.uniform(-1, 1) for _ in range(2)], random.uniform(5, 5), random.uniform(3, 1))
print([random.randint(-3, 3) for _ in range(8)], random.randint(5, 5), [random.randrange(10) for _ in range(5)], [random.randrange(0, 100, 7) for _ in range(5)], random.randrange(5, -5, -3))
print(random.choice("abcdef"), random.choice([1]), random.choice(range(100)), [random.choice((1, 2, 3)) for _ in range(5)])
print(random.choices("abc", k=6), random.choices([1, 2, 3], weights=[1, 0, 5], k=6), random.choices("xy", cum_weights=[1, 4], k=6), random.choices([1], k=0))
print(random.sample(range(100), 5), random.sample("abcdef", 6), random.sample([1, 2, 3], 0), random.sample(range(1000), 30), random.sample([1, 2], counts=[3, 2], k=4))
items = list(range(12))
random.shuffle(items)
print(items)
print(random.expovariate(2), random.expovariate(), random.expovariate(-1), random.gauss(), random.gauss(10, 2), random.gauss(mu=0, sigma=1), random.normalvariate(), random.normalvariate(5, 0.5))
print(random.triangular(), random.triangular(1, 5), random.triangular(1, 5, 2), random.triangular(high=2, low=1, mode=1.5), random.triangular(3, 3, 3))
print([random.getrandbits(n) for n in (1, 5, 31, 32, 33, 53, 62)], random.getrandbits(0))
own, other = random.Random(7), random.Random("seven")
print(own.random(), other.random(), own.choice("abc"), own.sample(range(10), 3), own.randint(1, 100), own.gauss(0, 1), own.gauss(0, 1))
own.seed(7)
print(own.random(), random.Random(7).random())
for action in (lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.randrange(5, 5), lambda: random.randrange(1, 10, 0), lambda: random.choice([]), lambda: random.choice({1}), lambda: random.choices([], k=1),
               lambda: random.choices([1, 2], weights=[1]), lambda: random.choices([1, 2], weights=[0, 0]), lambda: random.choices([1], weights=[1], cum_weights=[1]), lambda: random.choices([1, 2], weights=[1, -5]), lambda: random.sample([1, 2], 3),
               lambda: random.sample({1, 2}, 1), lambda: random.sample([1], -1), lambda: random.shuffle((1, 2)), lambda: random.randrange(2.5), lambda: random.randint(1.5, 2), lambda: random.getrandbits(-1), lambda: random.seed([1]), lambda: random.uniform("a", 1),
               lambda: random.sample([1, 2], counts=[1], k=1), lambda: random.randrange("5"), lambda: random.expovariate(0), lambda: random.choice(5), lambda: random.shuffle("ab")):
    attempt(action)
