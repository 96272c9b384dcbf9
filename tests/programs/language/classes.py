"""Class bodies, attributes, inheritance, operators."""


class Counter:
    total = 0
    names = [name for name in "ab"]

    def __init__(self, name):
        self.name = name
        Counter.total += 1
        type(self).last = name

    def __repr__(self):
        return f"Counter({self.name!r})"

    def __eq__(self, other):
        return isinstance(other, Counter) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __lt__(self, other):
        return self.name < other.name

    def __add__(self, other):
        return Counter(self.name + (other.name if isinstance(other, Counter) else str(other)))

    def __radd__(self, other):
        return Counter(f"{other}{self.name}")

    def __iadd__(self, other):
        self.name += f"+{other}"
        return self

    def __getitem__(self, key):
        return f"{self.name}[{key}]"

    def __setitem__(self, key, value):
        self.name += f"[{key}]={value}"

    def __delitem__(self, key):
        self.name += f" del {key}"

    def __len__(self):
        return len(self.name)

    def __contains__(self, item):
        return item in self.name

    def __bool__(self):
        return self.name != "false"

    def __neg__(self):
        return Counter(self.name[::-1])

    def __getattr__(self, name):
        if name.startswith("magic"):
            return name.upper()
        raise AttributeError(f"no {name}")


a, b = Counter("a"), Counter("b")
print(a + b, a + 1, 1 + a, -Counter("abc"), a == Counter("a"), a != b, a < b, b > a, sorted([b, a]))
a += 5
a["k"] = 1
del a[2:3]
print(a, a["x"], a[1:2], a[1, 2], len(a), "k" in a, "z" not in a, bool(Counter("false")), not b)
print(Counter.total, Counter.last, a.magic_thing, {Counter("q"), Counter("q")}, Counter.names)
try:
    a.missing
except AttributeError as error:
    print(error)
try:
    b ** 1
except TypeError as error:
    print(error)


class Left:
    def __init__(self):
        self.log = ["Left"]
        super().__init__()

    def who(self):
        return ["left"] + super().who()


class Right:
    def who(self):
        return ["right"]


class Both(Left, Right):
    def who(self):
        return ["both"] + super().who()


print(Both().who(), [c.__name__ for c in Both.__mro__], Both.__bases__, Both().log)
print(isinstance(Both(), Right), issubclass(Both, Left), issubclass(Left, Right), type(Both()).__name__)


class Temperature:
    def __init__(self):
        self._celsius = 0

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        self._celsius = None

    @property
    def kelvin(self):
        return self.celsius + 273


t = Temperature()
t.celsius = 20
print(t.celsius, t.kelvin)
for change in ("t.celsius = -300", "t.kelvin = 5"):
    try:
        if "celsius" in change:
            t.celsius = -300
        else:
            t.kelvin = 5
    except (ValueError, AttributeError) as error:
        print(error)
del t.celsius
print(t.celsius)


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


s = Slotted()
try:
    s.z = 5
except AttributeError as error:
    print(error)


class Registry:
    known = []

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        Registry.known.append(cls.__name__)


class One(Registry, tag="first"):
    pass


class Two(One):
    pass


print(Registry.known, One.tag, Two.tag)


class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        setattr(instance, self.name, value * 2)


class Record:
    field = Field()
    note: str = "n"
    size: int


r = Record()
print(r.field, end=" ")
r.field = 21
print(r.field, r._field, Record.field is not None, Record.__annotations__)


class Outer:
    class Inner:
        def where(self):
            return __class__.__qualname__

    def method(self):
        class Local:
            pass

        return Local


print(Outer.Inner().where(), Outer().method().__qualname__, Outer.method.__qualname__)
x = "global"


def scope():
    x = "function"

    class Body:
        seen = x
        x = "body"
        inside = x

        def method(self):
            return x

    return Body.seen, Body.inside, Body().method()


print(scope())


class Globals:
    before = x
    x = 5
    after = x
    del x
    gone = x


print(Globals.before, Globals.after, Globals.gone)
print(a.__class__.__name__, Counter.__module__, Counter.__doc__, Record().__dict__, hasattr(r, "field"))
setattr(r, "extra", [1])
print(getattr(r, "extra"), getattr(r, "none", 3), vars(r))
delattr(r, "extra")
print(hasattr(r, "extra"))


class Bool:
    def __bool__(self):
        return 5


try:
    if Bool():
        pass
except TypeError as error:
    print(error)


class Iterable:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * index


print(list(Iterable()), 9 in Iterable(), [*Iterable()])


def decorate(tag):
    def apply(target):
        target.tags = getattr(target, "tags", ()) + (tag,)
        return target

    return apply


@decorate("outer")
@decorate("inner")
def decorated():
    pass


@decorate("class")
class Decorated:
    pass


print(decorated.tags, Decorated.tags)


class Singleton:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value=None):
        self.value = value


print(Singleton(1) is Singleton(2), Singleton.instance.value)


class Format:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


f = Format()
width = 5
print(f"{f} {f!s} {f!r} {f:abc} {f:{width}} {width=} {width:>{width}}|{'é'!a}")


def match_it(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case str() as text:
            return f"text {text}"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, *rest, y]:
            return f"{x} {rest} {y}"
        case {"kind": "point", "x": x, **rest}:
            return f"point {x} {rest}"
        case {}:
            return "mapping"
        case Temperature(celsius=c):
            return f"celsius {c}"
        case None:
            return "none"
        case _:
            return "other"


for value in (0, 1, -5, 7, "t", [], [1], (1, 2, 3), {"kind": "point", "x": 3, "y": 4}, {"a": 1}, t, None, 2.5, range(3)):
    print(match_it(value), end="; ")
print()


class Pos:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def match_pos(value):
    match value:
        case Pos(0, y):
            return f"on axis {y}"
        case Pos(x, y=5):
            return f"level {x}"
        case Pos():
            return "pos"


print(match_pos(Pos(0, 3)), match_pos(Pos(1, 5)), match_pos(Pos(1, 1)), match_pos(4))
try:
    match Pos(1, 2):
        case Pos(1, 2, 3):
            pass
except TypeError as error:
    print(error)
