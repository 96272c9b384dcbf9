"""Calls of built-ins that cannot be: what CPython says of them."""

def attempt(make):
    try:
        print(make())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


attempt(lambda: sorted(bad=1))
attempt(lambda: sorted([1], bad=1))
attempt(lambda: sorted([1], revers=1))
attempt(lambda: sorted([2, 1], key=lambda x: -x, bad=2))
attempt(lambda: sorted([2, 1], key=lambda x: -x, reverse=True))
attempt(lambda: sorted([2, 1], **{}))
attempt(lambda: str.format())
attempt(lambda: str.upper())
attempt(lambda: list.sort())
attempt(lambda: dict.update())
attempt(lambda: type("X", ()))
attempt(lambda: type("X", 5, {}))
attempt(lambda: type(5, (), {}))
attempt(lambda: type("X", (), 5))


class Reads:
    def __get__(self, instance, owner):
        return 1

    def __set__(self, instance, value):
        pass


class Holder:
    field = Reads()


attempt(lambda: delattr(Holder(), "field"))
attempt(lambda: ExceptionGroup("g", [ValueError(1)]).subgroup(5))
attempt(lambda: ExceptionGroup("g", [ValueError(1)]).split("a"))
