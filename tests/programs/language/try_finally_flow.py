"""try and finally: what returns, breaks and exceptions do on the way."""
def both():
    try:
        return "try"
    finally:
        print("finally")


def override():
    try:
        raise ValueError
    finally:
        return "swallowed"


def nested(n):
    log = []
    for i in range(n):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        except ZeroDivisionError:
            log.append("never")
        else:
            log.append("else")
        finally:
            log.append("f")
    else:
        log.append("loop else")
    return log


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def reraise():
    try:
        try:
            raise KeyError("a")
        except KeyError:
            raise
        finally:
            print("inner finally")
    except KeyError as error:
        return repr(error)


def replaced():
    try:
        try:
            raise KeyError("first")
        finally:
            raise ValueError("second")
    except ValueError as error:
        return repr(error), repr(error.__context__), error.__cause__


def name_gone():
    try:
        raise ValueError("x")
    except ValueError as error:
        pass
    try:
        error
    except NameError as gone:
        return str(gone)


def several(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return "lookup", type(e).__name__
    except ArithmeticError:
        return "math"
    except Exception as e:
        return "other", e.args
    except:
        return "bare"


def generator():
    try:
        yield 1
    finally:
        yield "from finally"


print(both(), override(), nested(3), nested(5), value_kept(), reraise(), replaced(), name_gone())
print([several(e) for e in (KeyError(1), IndexError(), ZeroDivisionError(), TypeError("t", 2), KeyboardInterrupt())])
print(list(generator()))
try:
    raise ValueError("a") from KeyError("b")
except ValueError as error:
    print(repr(error.__cause__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("inside") from None
except RuntimeError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
try:
    raise "text"
except TypeError as error:
    print(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError
    except "not a class":
        pass
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)
