"""User-defined hooks that return what they must not, raise, or change what is being worked on."""


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


def make(**methods):
    return type("Thing", (), {f"__{name}__": method for name, method in methods.items()})()


def raises(*args):
    raise ZeroDivisionError("hook")


attempt("bool int", lambda: bool(make(bool=lambda s: 1)))
attempt("bool None", lambda: not make(bool=lambda s: None))
attempt("bool raises", lambda: 1 if make(bool=raises) else 2)
attempt("len negative", lambda: len(make(len=lambda s: -1)))
attempt("len str", lambda: len(make(len=lambda s: "3")))
attempt("len float", lambda: len(make(len=lambda s: 3.0)))
attempt("len big", lambda: len(make(len=lambda s: 2 ** 62)))
attempt("len as truth", lambda: bool(make(len=lambda s: 0)))
attempt("repr int", lambda: repr(make(repr=lambda s: 5)))
attempt("str None", lambda: str(make(str=lambda s: None)))
attempt("format int", lambda: format(make(format=lambda s, spec: 5)))
attempt("fstring", lambda: f"{make(format=lambda s, spec: spec * 2):ab}")
attempt("format inherits", lambda: f"{make():>10}")
attempt("hash str", lambda: hash(make(hash=lambda s: "x")))
attempt("hash negative", lambda: hash(make(hash=lambda s: -1)))
attempt("hash None", lambda: {type("T", (), {"__hash__": None})(): 1})
attempt("eq without hash", lambda: hash(make(eq=lambda s, o: True)))
attempt("iter int", lambda: list(make(iter=lambda s: 5)))
attempt("iter None", lambda: [x for x in type("T", (), {"__iter__": None})()])
attempt("iter list", lambda: list(make(iter=lambda s: [1])))
attempt("iter iter", lambda: list(make(iter=lambda s: iter([1]))))
attempt("next", lambda: next(make(next=lambda s: 7)))
attempt("contains str", lambda: 1 in make(contains=lambda s, x: "yes"))
attempt("contains None", lambda: 1 in type("T", (), {"__contains__": None, "__iter__": lambda s: iter([1])})())
attempt("contains by getitem", lambda: (2 in make(getitem=lambda s, i: [1, 2, 3][i]), 9 in make(getitem=lambda s, i: [1, 2, 3][i])))
attempt("index str", lambda: [1, 2][make(index=lambda s: "0")])
attempt("index", lambda: ([1, 2][make(index=lambda s: 1)], "abc"[:make(index=lambda s: 2)], range(make(index=lambda s: 3))))
attempt("int", lambda: int(make(int=lambda s: 5)))
attempt("int str", lambda: int(make(int=lambda s: "5")))
attempt("int by index", lambda: int(make(index=lambda s: 6)))
attempt("float int", lambda: float(make(float=lambda s: 5)))
attempt("float", lambda: float(make(float=lambda s: 5.5)))
attempt("float by index", lambda: float(make(index=lambda s: 6)))
attempt("round", lambda: round(make(round=lambda s, n=None: ("rounded", n)), 3))
attempt("no round", lambda: round(make()))
attempt("abs", lambda: abs(make(abs=lambda s: "abs")))
attempt("no abs", lambda: abs(make()))
attempt("call", lambda: make(call=lambda s, *a: a)(1, 2))
attempt("no call", lambda: make()())
attempt("eq NotImplemented", lambda: make(eq=lambda s, o: NotImplemented) == 5)
attempt("eq list", lambda: make(eq=lambda s, o: [1, o]) == 5)
attempt("lt NotImplemented", lambda: make(lt=lambda s, o: NotImplemented) < 5)
attempt("lt reflected", lambda: 5 < make(gt=lambda s, o: ("reflected", o)))
attempt("ne from eq", lambda: make(eq=lambda s, o: "truthy") != 5)
attempt("add NotImplemented", lambda: make(add=lambda s, o: NotImplemented) + 5)
attempt("radd", lambda: 5 + make(radd=lambda s, o: ("radd", o)))
attempt("iadd", lambda: (lambda t: [t := t + 1])(make(add=lambda s, o: "added")))
attempt("getitem slice", lambda: make(getitem=lambda s, i: i)[1:2, ..., ::3])
attempt("no getitem", lambda: make()[0])
attempt("no setitem", lambda: exec_set(make()))
attempt("no delitem", lambda: exec_del(make()))
attempt("neg", lambda: (-make(neg=lambda s: "neg"), +make(pos=lambda s: "pos"), ~make(invert=lambda s: "invert")))
attempt("no neg", lambda: -make())
attempt("matmul", lambda: make(matmul=lambda s, o: ("matmul", o)) @ 2)
attempt("pow mod", lambda: pow(make(pow=lambda s, e, m=None: (e, m)), 2, 3))
attempt("divmod", lambda: divmod(make(divmod=lambda s, o: "divmod"), 2))
attempt("reversed", lambda: reversed(make(reversed=lambda s: "reversed")))
attempt("reversed by len", lambda: list(reversed(make(len=lambda s: 3, getitem=lambda s, i: i * 2))))
attempt("no reversed", lambda: reversed(make()))
attempt("dir", lambda: dir(make(dir=lambda s: ["b", "a"])))
attempt("dir int", lambda: dir(make(dir=lambda s: 5)))
attempt("missing", lambda: type("D", (dict,), {}) if False else {}.get(make(hash=raises)))


def exec_set(thing):
    thing[0] = 1


def exec_del(thing):
    del thing[0]
