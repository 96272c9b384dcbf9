"""except*: clauses that take their part of a group."""


def run(error, raising=None):
    log = []
    try:
        try:
            raise error
        except* ValueError as group:
            log.append(("value", group.exceptions))
            if raising:
                raise raising
        except* (TypeError, KeyError) as group:
            log.append(("type or key", group.exceptions))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as left:
        log.append(("left", repr(left)))
    return log


print(run(ExceptionGroup("g", [ValueError(1), TypeError(2)])))
print(run(ExceptionGroup("g", [ValueError(1), OSError(2)])))
print(run(ExceptionGroup("g", [OSError(1), OSError(2)])))
print(run(ValueError("naked")))
print(run(OSError("naked")))
print(run(ExceptionGroup("g", [ExceptionGroup("inner", [ValueError(1), OSError(2)]), KeyError(3)])))
print(run(ExceptionGroup("g", [ValueError(1), OSError(2)]), RuntimeError("new")))
print(run(ExceptionGroup("g", [ValueError(1)]), RuntimeError("only")))


def nothing_raised():
    log = []
    try:
        log.append("body")
    except* ValueError:
        log.append("never")
    else:
        log.append("else")
    return log


print(nothing_raised())


def again():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError:
            raise
    except ExceptionGroup as group:
        return repr(group)


print(again())


def name_is_gone():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as group:
        pass
    try:
        group
    except UnboundLocalError as error:
        return str(error)


print(name_is_gone())


def both_raise():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError:
            raise KeyError("a")
        except* TypeError:
            raise KeyError("b")
    except ExceptionGroup as group:
        return repr(group), repr(group.__context__)


print(both_raise())


def loops_inside():
    count = 0
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        for i in range(5):
            if i == 1:
                continue
            if i == 3:
                break
            count += 1
    return count


print(loops_inside())


def in_a_loop():
    log = []
    for error in (ValueError("v"), TypeError("t")):
        try:
            raise error
        except* ValueError:
            log.append("v")
        except* TypeError:
            log.append("t")
    return log


print(in_a_loop())


def wrong_type():
    try:
        try:
            raise ValueError(1)
        except* ExceptionGroup:
            pass
    except TypeError as error:
        return str(error)


print(wrong_type())


def splitting():
    group = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)])])
    match, rest = group.split(ValueError)
    return repr(match), repr(rest), repr(group.subgroup(TypeError))


print(splitting())
