"""Exception groups: making, splitting, nesting, notes, except*."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


group = ExceptionGroup("many", [ValueError("a"), TypeError("b"), ExceptionGroup("inner", [KeyError("k"), ValueError("c")])])
print(repr(group), str(group), group.message, group.exceptions[0])
values, rest = group.split(ValueError)
print(repr(values), "|", repr(rest))
print(repr(group.subgroup(KeyError)), group.subgroup(OSError), repr(group.subgroup(lambda e: "b" in str(e))), repr(group.subgroup((TypeError, KeyError))))
print(repr(group.derive([OSError()])), type(BaseExceptionGroup("x", [ValueError()])).__name__, type(BaseExceptionGroup("x", [KeyboardInterrupt()])).__name__)
attempt(ExceptionGroup, "empty", [])
attempt(ExceptionGroup, "x", [KeyboardInterrupt()])
attempt(ExceptionGroup, "x", [5])
attempt(ExceptionGroup, "x", 5)
attempt(ExceptionGroup, 5, [ValueError()])
attempt(ExceptionGroup, "x")
try:
    try:
        raise group
    except* ValueError as caught:
        print("values", [str(e) for e in caught.exceptions], repr(caught))
    except* KeyError as caught:
        print("keys", repr(caught))
except ExceptionGroup as left:
    print("left", repr(left))
try:
    raise ValueError("alone")
except* ValueError as caught:
    print("wrapped", repr(caught))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), OSError(2)])
    except* ValueError:
        raise RuntimeError("new")
    except* OSError:
        print("os handled")
    finally:
        print("finally")
except* RuntimeError as outer:
    print(repr(outer), repr(outer.exceptions[0].__context__) if outer.exceptions[0].__context__ else None)
try:
    pass
except* ValueError:
    pass
else:
    print("else")


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine(self.message + "'", excs)


mine = Mine("m", [ValueError(1), TypeError(2)])
print(repr(mine.split(ValueError)), repr(mine))
for kind in ExceptionGroup, BaseExceptionGroup:
    print(kind.__name__, [base.__name__ for base in kind.__mro__])
raise ExceptionGroup("the end", [ValueError("one"), ExceptionGroup("deep", [TypeError("two")])])
