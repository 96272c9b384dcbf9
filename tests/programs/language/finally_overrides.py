"""finally against return, break, continue and raise, nested, in loops, in generators, in coroutines."""
import asyncio


def attempt(action):
    try:
        print(action.__name__, repr(action()))
    except BaseException as error:
        print(action.__name__, repr(error), repr(error.__context__))


def return_over_return():
    try:
        return "try"
    finally:
        return "finally"


def return_over_raise():
    try:
        raise ValueError("lost")
    finally:
        return "finally"


def raise_over_return():
    try:
        return "try"
    finally:
        raise KeyError("finally")


def raise_over_raise():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


def value_before_finally():
    x = 1
    try:
        return x
    finally:
        x = 2


def list_before_finally():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


def break_over_return():
    while True:
        try:
            return "lost"
        finally:
            break
    return "after the loop"


def continue_over_raise():
    seen = []
    for i in range(3):
        try:
            seen.append(i)
            raise ValueError(i)
        finally:
            continue
    return seen


def break_runs_finally():
    seen = []
    for i in range(3):
        try:
            if i == 1:
                break
        finally:
            seen.append(i)
    else:
        seen.append("else")
    return seen


def nested():
    seen = []
    try:
        try:
            raise ValueError("in")
        finally:
            seen.append("inner")
    except ValueError:
        seen.append("caught")
        try:
            raise KeyError("k")
        except KeyError:
            seen.append("k")
        finally:
            seen.append("middle")
    else:
        seen.append("else")
    finally:
        seen.append("outer")
    return seen


def else_raises():
    try:
        pass
    except ValueError:
        return "not here"
    else:
        raise ValueError("from else")
    finally:
        print("  finally")


def except_raises():
    try:
        raise ValueError("v")
    except ValueError as error:
        raise TypeError("t") from error
    finally:
        print("  finally")


def name_is_deleted():
    error = "before"
    try:
        raise ValueError
    except ValueError as error:
        pass
    return error


def bare_raise_in_finally():
    try:
        raise ValueError("v")
    finally:
        raise


def bare_raise_outside():
    raise


def reraise_after_handled():
    try:
        raise ValueError("v")
    except ValueError:
        try:
            raise KeyError("k")
        except KeyError:
            pass
        raise


def cause_none():
    try:
        raise ValueError("v")
    except ValueError:
        raise TypeError("t") from None


def raise_class():
    raise ValueError


def raise_wrong():
    raise 5


def from_wrong():
    raise ValueError("v") from 5


def except_wrong():
    try:
        raise ValueError
    except 5:
        pass


def except_tuple_nested():
    try:
        raise KeyError("k")
    except (ValueError, (TypeError, LookupError)):
        return "matched"


def except_expression():
    try:
        raise KeyError("k")
    except (lambda: LookupError)() as error:
        return repr(error)


def generator():
    def g():
        try:
            yield 1
        finally:
            yield 2
    return list(g())


for action in (return_over_return, return_over_raise, raise_over_return, raise_over_raise, value_before_finally, list_before_finally, break_over_return,
               continue_over_raise, break_runs_finally, nested, else_raises, except_raises, name_is_deleted, bare_raise_in_finally, bare_raise_outside,
               reraise_after_handled, cause_none, raise_class, raise_wrong, from_wrong, except_wrong, except_tuple_nested, except_expression, generator):
    attempt(action)


async def returns_in_finally():
    try:
        await asyncio.sleep(10)
    finally:
        return "cancellation swallowed"


async def awaits_in_finally():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(1)
        print("  slept in finally")


async def loops():
    for i in range(3):
        try:
            await asyncio.sleep(10)
        finally:
            print("  round", i)
            if i < 2:
                continue


async def main():
    for body in returns_in_finally, awaits_in_finally, loops:
        task = asyncio.create_task(body())
        await asyncio.sleep(1)
        task.cancel()
        try:
            async with asyncio.timeout(5):
                print(body.__name__, await task, task.cancelled(), task.cancelling())
        except BaseException as error:
            print(body.__name__, repr(error), task.cancelled(), task.cancelling())


asyncio.run(main())
