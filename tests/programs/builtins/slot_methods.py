"""The dunder methods that built-in classes have, and those that they lack."""

names = ["add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "floordiv", "mod", "rmod", "pow", "lshift", "rshift", "and",
         "or", "ror", "xor", "iadd", "isub", "imul", "ior", "iand", "ixor", "len", "getitem", "setitem", "delitem", "contains",
         "iter", "next", "hash", "eq", "repr", "str", "init", "new"]
for value in 1, 1.5, True, "s", [], (), {}, set(), frozenset(), range(3), None, len, iter([]), {}.keys(), {}.values(), {}.items(), int:
    print(type(value).__name__, *(name for name in names if hasattr(value, f"__{name}__")))
print([1].__add__([2]), (5).__sub__(3), (5).__rsub__(3), "a".__mul__(3), {1}.__or__({2}), "abc".__contains__("b"), (2).__pow__(5), (1).__lshift__(4))
print((1).__add__("x"), [].__eq__(5), "a".__lt__("b"), [3].__len__(), {1: 2}.__getitem__(1), (3.0).__truediv__(2), int.__add__(1, 2))
