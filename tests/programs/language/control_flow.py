"""if, while, for, break, continue, else, and what of it happens on the way out of try and with."""


def branches(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10 and not n == 7:
        return "small"
    else:
        return "seven" if n == 7 else "large"


print([branches(n) for n in (-1, 0, 5, 7, 50)])


def search(items, wanted):
    for item in items:
        if item == wanted:
            break
    else:
        return "missing"
    return "found"


print(search([1, 2], 2), search([1, 2], 3), search([], 1))


def loops():
    n = 0
    while n < 5:
        n += 1
        if n == 2:
            continue
        if n == 4:
            break
        print("while", n)
    else:
        print("never")
    while n > 2:
        n -= 1
    else:
        print("ran out at", n)
    while True:
        n += 1
        if n > 3:
            break
    return n


print(loops())


class Manager:
    def __init__(self, name, suppress=False):
        self.name = name
        self.suppress = suppress

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return self.suppress


def return_through():
    for i in range(3):
        with Manager("a") as a, Manager("b"):
            try:
                if i == 1:
                    return a, i
            finally:
                print("finally", i)


print(return_through())


def break_through():
    result = []
    for i in range(5):
        try:
            with Manager(i):
                if i == 1:
                    continue
                if i == 3:
                    break
            result.append(i)
        finally:
            result.append("f")
    else:
        result.append("else")
    return result


print(break_through())


def return_overrides():
    try:
        return "try"
    finally:
        return "finally"


def finally_keeps():
    value = "first"
    try:
        return value
    finally:
        value = "second"


def swallows():
    for _ in range(1):
        try:
            raise ValueError("lost")
        finally:
            break
    return "swallowed"


def continue_in_finally():
    seen = []
    for i in range(3):
        try:
            1 / i
        except ZeroDivisionError:
            seen.append("zero")
        finally:
            seen.append(i)
            continue
    return seen


print(return_overrides(), finally_keeps(), swallows(), continue_in_finally())


def nested_finally():
    log = []
    try:
        try:
            try:
                log.append("body")
                return log
            finally:
                log.append("inner")
        finally:
            try:
                log.append("middle")
            finally:
                log.append("middle end")
    finally:
        log.append("outer")


print(nested_finally())


def finally_after_exception():
    log = []
    try:
        try:
            raise KeyError("k")
        except ValueError:
            log.append("wrong")
        else:
            log.append("else")
        finally:
            log.append("finally")
    except KeyError as error:
        log.append(repr(error))
    return log


print(finally_after_exception())


def raise_in_finally():
    try:
        try:
            raise KeyError("first")
        finally:
            raise ValueError("second")
    except ValueError as error:
        return repr(error), repr(error.__context__)


print(raise_in_finally())


def return_in_except():
    for n in (1, 0):
        try:
            1 / n
        except ZeroDivisionError as error:
            return repr(error)
        else:
            print("else", n)
        finally:
            print("finally", n)


print(return_in_except())


def else_raises():
    try:
        try:
            pass
        except ValueError:
            return "caught"
        else:
            raise ValueError("in else")
    except ValueError as error:
        return f"outside: {error}"


print(else_raises())


def suppressing():
    with Manager("quiet", suppress=True):
        raise RuntimeError("gone")
    return "after"


print(suppressing())


def loop_in_finally():
    out = []
    try:
        pass
    finally:
        for i in range(3):
            if i == 1:
                continue
            if i == 2:
                break
            out.append(i)
    return out


print(loop_in_finally())


def unreachable():
    return 1
    print("never")
    for i in range(3):
        break
    while True:
        try:
            return 2
        finally:
            print("never")


print(unreachable())


def with_return_value(manager):
    with manager as name:
        return name + "!"


print(with_return_value(Manager("value")))


def generator_with_finally():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


for value in generator_with_finally():
    print(value)
    break

for value in generator_with_finally():
    if value == 2:
        continue


def return_from_loop_over_generator():
    try:
        for value in generator_with_finally():
            return value
    finally:
        print("outer finally")


print(return_from_loop_over_generator())


def exit_order():
    with Manager("1"):
        with Manager("2", suppress=True):
            with Manager("3"):
                raise KeyError("through")
        print("between")


exit_order()


def break_in_while_else():
    for i in range(2):
        while True:
            break
        else:
            continue
        print("after", i)


break_in_while_else()


def assertions(n):
    try:
        assert n > 0, f"not positive: {n}"
        assert n != 1
    except AssertionError as error:
        return repr(error)
    return "fine"


print(assertions(0), assertions(1), assertions(2))


def raise_forms():
    try:
        raise ValueError
    except ValueError as error:
        print(repr(error))
    try:
        try:
            raise KeyError(1)
        except KeyError as error:
            raise ValueError("from") from error
    except ValueError as error:
        print(repr(error.__cause__), error.__suppress_context__)
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise ValueError("none") from None
    except ValueError as error:
        print(error.__cause__, error.__suppress_context__, repr(error.__context__))
    try:
        try:
            raise KeyError("again")
        except KeyError:
            raise
    except KeyError as error:
        print(repr(error), error.__context__)
    try:
        raise
    except RuntimeError as error:
        print(error)


raise_forms()
