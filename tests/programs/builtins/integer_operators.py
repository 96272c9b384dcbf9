"""Integers at the corners: signs in // and %, shifts, powers, bits, comparison with floats, overflow into an OverflowError."""


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for a in (7, -7, 0):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b), a / b)
for a in (7.5, -7.5, 0.0, -0.0):
    for b in (2, -2.0, 0.3, float("inf"), -float("inf")):
        print(a, b, a // b, a % b, divmod(a, b))
for action in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 1.0 / 0.0, lambda: 0 ** -1, lambda: 0.0 ** -1,
               lambda: pow(2, -1, 0), lambda: pow(2, 5, 0)):
    print(attempt(action))
print(2 ** 10, 2 ** -2, (-2) ** 3, -2 ** 2, 0 ** 0, 0.0 ** 0, 2 ** 0.5, 10 ** 18, (-1) ** 1000001)
print(pow(3, 4, 5), pow(-3, 3, 7), pow(3, -1, 7), attempt(lambda: pow(2, -1, 4)), pow(2, 10, -7), pow(5, 0, 1), attempt(lambda: pow(2.0, 2, 3)))
print(1 << 10, -1 << 3, 1024 >> 3, -1024 >> 3, -1 >> 100, 5 >> 100, 0 << 50, attempt(lambda: 1 << -1), attempt(lambda: 1 >> -1))
print(5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 3, -5 | 3, -5 ^ 3, True & False, True | 2, True ^ True, ~0)
print(1 < 1.5, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53 + 1, 9007199254740993 == 9007199254740993.0, 9007199254740993 > 9007199254740992.0)
print(1 == True, 0 == False, hash(1) == hash(1.0) == hash(True), {1: "a", 1.0: "b", True: "c"}, 1 < True, sum([True] * 5))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(5, 2), round(0.5), round(1e16), round(-0.4))
print(attempt(lambda: round(float("nan"))), attempt(lambda: round(float("inf"))), round(float("inf"), 2), attempt(lambda: round("1")), round(15, -1), round(25, -1), round(2.5, None))
print(abs(-5), abs(-5.5), abs(True), -True, +True, not 5, not 0)
print(5 .__add__(3), (5).__radd__(3), (5).__rsub__(3), (5).__add__("x"), (5).__lt__(6), (5.0).__eq__(5), (7).__divmod__(2), (2).__pow__(3, 5))
print(max(1, 1.0), min(True, 1), max([3, 1], key=lambda x: -x), attempt(lambda: max()), attempt(lambda: max([])), max([], default="none"), attempt(lambda: max(1)),
      attempt(lambda: max(1, 2, default=3)), max("abc", "b"), min((1, 2), (1,)), attempt(lambda: max(1, "a")))
print(sum([0.1] * 10), sum([1, 2], 10), attempt(lambda: sum(["a"])), attempt(lambda: sum(["a"], "")), sum([[1], [2]], []), sum([1.5, True, 2]), sum([0.1, 0.2, 0.3, -0.6]))
print(attempt(lambda: 5 + "a"), attempt(lambda: "a" + 5), attempt(lambda: [1] + (2,)), attempt(lambda: None + 1), attempt(lambda: "a" * "b"), attempt(lambda: [1] * 1.5),
      attempt(lambda: -"a"), attempt(lambda: ~1.5), attempt(lambda: 1.5 & 1), attempt(lambda: 5 @ 3), attempt(lambda: {} | [1]), attempt(lambda: {1} | [1]),
      attempt(lambda: 1 < "a"), attempt(lambda: None < None), attempt(lambda: [] < ()), attempt(lambda: {} < {}), sep="\n")
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 != 2, 1 < 2 > 1, (1 < 2) < 3, 1 in [1] == True, not 1 == 2)
