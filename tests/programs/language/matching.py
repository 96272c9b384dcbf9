"""match with every kind of pattern."""

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


class Plain:
    def __init__(self, **names):
        for name, value in names.items():
            setattr(self, name, value)


class Kinds:
    RED = 1
    GREEN = "green"


def literal(value):
    match value:
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 1.5:
            return "float"
        case "text" | 'other':
            return "text"
        case None:
            return "none"
        case True:
            return "true"
        case Kinds.RED:
            return "red"
        case Kinds.GREEN:
            return "green"
        case _:
            return "something"


print([literal(v) for v in (0, -1, 1.5, "text", "other", None, True, False, 1, "green", [])])


def sequence(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case (1, y):
            return f"one and {y}"
        case [x, y]:
            return f"two {x} {y}"
        case [0, *rest]:
            return f"zero then {rest}"
        case [first, *_, 9]:
            return f"{first} to nine"
        case [first, *middle, last]:
            return f"{first} {middle} {last}"
        case _:
            return "no sequence"


print([sequence(v) for v in ([], [5], (1, 2), [3, 4], [0, 1, 2], [7, 8, 9], (1, 2, 3, 4), "text", {1}, range(3))])


def mapping(value):
    match value:
        case {"kind": "point", "at": [x, y]}:
            return f"point {x} {y}"
        case {"kind": kind, **rest}:
            return f"{kind} {rest}"
        case {1: a, 2: b}:
            return f"numbers {a} {b}"
        case {}:
            return "any mapping"
        case _:
            return "no mapping"


print([mapping(v) for v in ({"kind": "point", "at": (1, 2)}, {"kind": "line", "n": 3}, {2: "b", 1: "a"}, {"z": 1}, [])])


def classes(value):
    match value:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on the y axis at {y}"
        case Point(x, 0):
            return f"on the x axis at {x}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "a point"
        case Plain(name="n", other=other):
            return f"plain {other}"
        case int(n) | float(n):
            return f"number {n}"
        case str() as text:
            return f"str {text}"
        case list([a, *_]):
            return f"list from {a}"
        case dict(d):
            return f"dict {d}"
        case _:
            return "unknown"


print([classes(v) for v in (Point(0, 0), Point(0, 4), Point(3, 0), Point(2, 2), Point(1, 2), Plain(name="n", other=1))])
print([classes(v) for v in (Plain(name="m"), 3, 2.5, "s", [1, 2], {"k": 1}, None, True)])


def alternatives(value):
    match value:
        case [a, 1] | [1, a]:
            return f"with one: {a}"
        case (["x", b, c] | [c, b, "x"]) as whole:
            return f"{b} {c} in {whole}"
        case {"a": n} | {"b": n} | [n]:
            return f"n {n}"
        case _:
            return "neither"


print([alternatives(v) for v in ([5, 1], [1, 6], [1, 1], ["x", 2, 3], [3, 2, "x"], {"b": 4}, {"a": 5}, [8], 0)])


def nested(value):
    match value:
        case {"items": [{"id": id, "tags": [first, *_]}, *others]}:
            return id, first, len(others)
        case [[a, [b, c]], *_] if a < b:
            return a, b, c
        case [Point(x=px) as p, {"k": (1 | 2) as k}]:
            return px, p, k
    return "nothing"


print(nested({"items": [{"id": 1, "tags": ["t", "u"]}, 2, 3]}), nested([[1, [2, 3]], 4]), nested([[5, [2, 3]]]))
print(nested([Point(1, 2), {"k": 2}]), nested([Point(1, 2), {"k": 3}]))


def guards(value):
    match value:
        case n if n > 10:
            return "big"
        case n if (m := n * 2) > 10:
            return f"doubled {m}"
        case n:
            return f"small {n}"


print([guards(v) for v in (20, 7, 2)])


def names_stay_unchanged():
    x = "before"
    match [1, 2]:
        case [x, 3]:
            pass
        case _:
            return x


print(names_stay_unchanged())


def bound_when_guard_fails():
    match 5:
        case bound if bound > 10:
            pass
        case _:
            return bound


print(bound_when_guard_fails())


def no_case_fits(value):
    match value:
        case 1:
            return "one"
    return "after"


print(no_case_fits(2))


def flow(items):
    for item in items:
        match item:
            case 0:
                continue
            case "stop":
                break
            case int():
                print("int", item)
            case _:
                print("other", item)
    return "end"


print(flow([0, 1, "a", "stop", 2]))


def captures_in_closure(value):
    match value:
        case [a, b]:
            return (lambda: a + b)()


print(captures_in_closure([1, 2]))

match {"outer": {"inner": [1, 2, 3]}}:
    case {"outer": {"inner": [*everything]}}:
        print(everything)

match 1, 2:
    case a, b:
        print(a, b)



class Slotted:
    __match_args__ = ("left", "right")

    def __init__(self, left, right):
        self.left, self.right = left, right


def match_args(value):
    try:
        match value:
            case Slotted(1, right=r):
                return r
            case Slotted(left, right):
                return left, right
    except TypeError as error:
        return str(error)


print(match_args(Slotted(1, 2)), match_args(Slotted(3, 4)))


def too_many(value):
    try:
        match value:
            case Slotted(a, b, c):
                return a
    except TypeError as error:
        return str(error)


print(too_many(Slotted(1, 2)))


def twice(value):
    try:
        match value:
            case Slotted(a, left=b):
                return a
    except TypeError as error:
        return str(error)


print(twice(Slotted(1, 2)))


def no_class(value):
    thing = 5
    try:
        match value:
            case thing():
                return "?"
    except TypeError as error:
        return str(error)


print(no_class(1))


class Body:
    match [1, [2, 3]]:
        case [one, [two, *more]]:
            total = one + two


print(Body.one, Body.two, Body.more, Body.total)
