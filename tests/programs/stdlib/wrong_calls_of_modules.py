"""Wrong calls of functions and classes of the library, and what they say."""
import datetime, dataclasses, functools, itertools, random
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
t(lambda: functools.reduce())
t(lambda: functools.reduce(1))
t(lambda: functools.reduce(1, []))
t(lambda: functools.reduce(1, [1]))
t(lambda: functools.reduce(1, [1, 2]))
t(lambda: functools.reduce(len, 5))
t(lambda: functools.reduce(1,2,3,4))
t(lambda: itertools.zip_longest(bad=1))
t(lambda: itertools.zip_longest(5))
t(lambda: list(itertools.zip_longest([1],[1,2], fillvalue=0)))
D = datetime.datetime(2020, 1, 2)
t(lambda: D.replace(month=13))
t(lambda: D.replace("a"))
t(lambda: datetime.datetime(2020))
t(lambda: datetime.datetime(2020, 1, 99))
t(lambda: datetime.datetime("a", 1, 1))
t(lambda: datetime.timedelta("a"))
t(lambda: D + 1)
t(lambda: D < 1)
t(lambda: D - "a")
t(lambda: random.Random(1, 2))
t(lambda: random.Random([]))
t(lambda: random.seed(1, 2, 3))
t(lambda: random.random(1))
t(lambda: random.randint(1))
t(lambda: random.randint(2, 1))
t(lambda: random.choice([]))
t(lambda: random.choice(5))
t(lambda: random.sample([1], 2))
t(lambda: random.sample({1}, 1))
t(lambda: random.randrange(0))
t(lambda: random.randrange(1.5))
t(lambda: random.choices([], k=1))
t(lambda: random.choices([1], [1, 2]))
t(lambda: random.shuffle((1, 2)))
t(lambda: random.uniform("a", 1))
t(lambda: random.getrandbits(-1))
t(lambda: random.expovariate("a"))
t(lambda: dataclasses.dataclass(5))
t(lambda: dataclasses.dataclass(5)(6))
t(lambda: dataclasses.field(1))
t(lambda: dataclasses.field(default=1, default_factory=list))
t(lambda: dataclasses.asdict(5))
t(lambda: dataclasses.replace(5))
@dataclasses.dataclass
class P:
    x: int
    y: int = 0
t(lambda: P())
t(lambda: P(1, 2, 3))
t(lambda: P(1, z=2))
t(lambda: dataclasses.replace(P(1), z=2))
t(lambda: P(1) < P(2))
@dataclasses.dataclass(frozen=True)
class F:
    x: int
def st(): 
    F(1).x = 2
t(st)
def st2(): 
    F(1).zz = 2
t(st2)
def dl():
    del F(1).x
t(dl)
t(lambda: hash(P(1)))
def bad():
    @dataclasses.dataclass
    class Q:
        x: list = []
t(bad)
def bad2():
    @dataclasses.dataclass
    class Q:
        x: int = 1
        y: int
t(bad2)
def bad3():
    @dataclasses.dataclass(foo=1)
    class Q:
        x: int = 1
t(bad3)
