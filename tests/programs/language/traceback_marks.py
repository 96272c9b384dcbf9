"""What a traceback marks in its lines."""

import traceback


def show(function, *args):
    try:
        function(*args)
    except Exception:
        traceback.print_exc()


class Thing:
    value = 5

    def method(self, number=0):
        return 1 / number


def divide(a, b):
    return a + b / (a - a) * 2


show(divide, 1, 2)


def call():
    print("before", undefined_name(1), "after")


show(call)


def attribute():
    return Thing().value.missing.deeper


show(attribute)


def method_call():
    thing = Thing()
    result = thing.method() + 1
    return result


show(method_call)


def subscript():
    table = {"a": [1]}
    return table["a"][0] + table["b"][0]


show(subscript)


def several_lines():
    return (
        1
        + Thing()
        .method(
            0,
        )
    )


show(several_lines)


def comparison():
    return 1 < 2 < "3" and True


show(comparison)


def unpack():
    a, b = 1, 2
    a, b = [1]


show(unpack)


def raises():
    raise ValueError("raised here")


show(raises)


def raises_from():
    try:
        raises()
    except ValueError as error:
        raise KeyError("second") from error


show(raises_from)


def asserts(n):
    assert n > 5, "too small"


show(asserts, 1)


def augmented():
    n = 1
    n += "text"


show(augmented)


def in_loop():
    for item in 5:
        pass


show(in_loop)


def with_statement():
    with Thing() as thing:
        pass


show(with_statement)


def in_comprehension():
    return [10 / n for n in (1, 0)]


show(in_comprehension)


def in_generator():
    return list(10 / n for n in (1, 0))


show(in_generator)


def in_lambda():
    return (lambda n: n / 0)(1)


show(in_lambda)


def in_fstring():
    return f"text {missing_name} and {1 / 0}"


show(in_fstring)


def keyword():
    return divide(1, b=2, c=3)


show(keyword)


def unary():
    return -"text"


show(unary)


def deletes():
    thing = Thing()
    del thing.nothing


show(deletes)


def stores():
    x = 5
    x.attribute = 1


show(stores)


def stores_item():
    x = (1, 2)
    x[0] = 5


show(stores_item)


def conditional():
    return 1 if undefined else 2


show(conditional)


def returns_call():
    return int("not a number")


show(returns_call)


def nested_call():
    return str(len(int("x")))


show(nested_call)


def decorated():
    @undefined_decorator
    def inner():
        pass


show(decorated)


def class_statement():
    class Broken(undefined_base):
        pass


show(class_statement)


def defaults():
    def inner(a=1 / 0):
        pass


show(defaults)


def matches():
    match Thing():
        case Thing(1):
            pass


show(matches)


def finally_clause():
    try:
        return 1 / 0
    finally:
        undefined_in_finally


show(finally_clause)


def unicode():
    größe = "äöü"; return größe + 1


show(unicode)


def tabs():
	return 1 / 0


show(tabs)


def slices():
    return [1, 2][1:"x"]


show(slices)


def star_call():
    return divide(*5)


show(star_call)


def chained():
    return Thing().method().bit_length().nothing


show(chained)


def recursion(n):
    return recursion(n - 1) if n else 1 / 0


show(recursion, 6)


def walrus():
    if (n := 1 / 0) > 5:
        return n


show(walrus)


def multi_line_call():
    return divide(
        1,
        int(
            "x"
        ),
    )


show(multi_line_call)


def yields():
    yield 1 / 0


show(list, yields())


def await_it():
    async def inner():
        await 5

    inner().send(None)


show(await_it)
