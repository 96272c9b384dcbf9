# Comparing lists and tuples: which items are compared with what, and in what order.
class Noisy:
    def __init__(self, key):
        self.key = key

    def note(self, sign, other):
        print(f"{self.key}{sign}{other.key if isinstance(other, Noisy) else other}", end=" ")

    def __eq__(self, other):
        self.note("==", other)
        return self.key == (other.key if isinstance(other, Noisy) else other)

    def __lt__(self, other):
        self.note("<", other)
        return self.key < other.key

    def __le__(self, other):
        self.note("<=", other)
        return self.key <= other.key

    def __gt__(self, other):
        self.note(">", other)
        return "greater" if self.key > other.key else ""

    def __ge__(self, other):
        self.note(">=", other)
        return self.key >= other.key

    def __ne__(self, other):
        self.note("!=", other)
        return self.key != other.key

    def __hash__(self):
        return hash(self.key)


pairs = (
    ([], []),
    ([1], []),
    ([], [1]),
    ([1, 2], [1, 2]),
    ([1, 2], [1, 3]),
    ([1, 3], [1, 2]),
    ([1], [1, 2]),
    ([2], [1, 2]),
    ([1, 2], [2]),
)
for make in (list, tuple):
    for left, right in pairs:
        a, b = make(Noisy(key) for key in left), make(Noisy(key) for key in right)
        print(make.__name__, left, right)
        for sign, result in (
            ("==", lambda: a == b),
            ("!=", lambda: a != b),
            ("<", lambda: a < b),
            ("<=", lambda: a <= b),
            (">", lambda: a > b),
            (">=", lambda: a >= b),
        ):
            print("  ", sign, end=" ")
            print("->", repr(result()))
same = Noisy(1)
print([same] == [same], (same,) == (same,), [same] < [same], same in [same], [same].index(same))
for left in ([1], (1,), "1", 1, None, {1: 1}, range(1)):
    for right in ([1], (1,)):
        print(type(left).__name__, type(right).__name__, left == right, left != right, end=" ")
        try:
            print(left < right)
        except TypeError as error:
            print(error)
print([1, 2] < [1, 2.5], [1, "a"] > [0, 5], (1, (2, 3)) < (1, (2, 4)), [[1], [2]] == [[1], [2]], (1, 2) == (1.0, 2.0), [True] == [1])
for left, right in (([1, "a"], [1, 2]), ((None,), (1,)), ([[]], [()]), ([{}], [{1: 1}])):
    try:
        print(left < right)
    except TypeError as error:
        print(error)
items = [Noisy(1), Noisy(2), Noisy(3)]
print(Noisy(2) in items)
print(items.index(Noisy(3)))
print(items.count(Noisy(1)))
items.remove(Noisy(2))
print(len(items))
print(2 in [Noisy(2)], Noisy(2) in [2])


class Answers:
    def __init__(self, answer):
        self.answer = answer

    def __eq__(self, other):
        return self.answer

    def __lt__(self, other):
        return self.answer


print([Answers("")] == [1], [Answers("yes")] == [1], [Answers(0)] < [1], [Answers([])] != [1], [1] == [Answers("x")], 5 in [Answers("x")])
print([Answers(NotImplemented)] == [1])


class Shortens:
    def __eq__(self, other):
        items.pop()
        return False


items = [1, 2, 3]
print(items < [1, 2, Shortens()], items)
items = [1, 2, 3]
print(items == [1, 2, Shortens()], items)
items = [1, 2, 3, 4]
print(items > [1, Shortens(), 3, 4] if False else items != [1, 2, 3, Shortens()], items)
