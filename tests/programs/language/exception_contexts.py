'Exceptions that are handled while others are raised: contexts, tracebacks, generators.'

import traceback


def show(tag):
    try:
        raise
    except RuntimeError as e:
        print(tag, 'none:', e)
    except BaseException as e:
        print(tag, repr(e))


def gen():
    show('g0')
    yield
    try:
        raise ValueError('in gen')
    except ValueError:
        show('g1')
        yield
        show('g2')
    show('g3')
    yield


g = gen()
next(g)
try:
    raise KeyError('outer')
except KeyError:
    next(g)
    show('o1')
    try:
        raise OSError('inner')
    except OSError as e:
        print(repr(e.__context__))
        next(g)
        show('o2')
    show('o3')
show('o4')


def a():
    try:
        raise ValueError(1)
    except ValueError:
        b()


def b():
    try:
        raise ValueError(2)
    except ValueError:
        raise ValueError(3)


try:
    a()
except ValueError as e:
    while e:
        print(repr(e), end=' <- ')
        e = e.__context__
    print()


def m():
    try:
        1 / 0
    except undefined_name:
        pass


try:
    m()
except NameError as e:
    print(e, repr(e.__context__))


def n():
    for i in range(3):
        try:
            if i == 0:
                continue
            if i == 1:
                raise IndexError(i)
            return 'ret'
        except IndexError as e:
            print('caught', e)
        finally:
            print('fin', i)
            if i == 2:
                try:
                    return 'override'
                finally:
                    print('inner fin')


print(n())


def p():
    while True:
        try:
            return 'a'
        finally:
            break
    return 'b'


print(p())
e = 1
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as x:
    print(x)
try:
    try:
        raise ValueError('x')
    except ValueError as v:
        raise KeyError('y') from v.__context__
except KeyError as k:
    print(k.__cause__, k.__suppress_context__, repr(k.__context__))


def tb_lines(exc):
    t = exc.__traceback__
    out = []
    while t:
        out.append(t.tb_lineno)
        t = t.tb_next
    return out


def q():
    1 / 0


def r():
    try:
        q()
    except ZeroDivisionError:
        raise


def s():
    try:
        r()
    finally:
        pass


try:
    s()
except ZeroDivisionError as z:
    print(tb_lines(z))


def t():
    try:
        q()
    except ZeroDivisionError as z:
        raise z


try:
    t()
except ZeroDivisionError as z:
    print(tb_lines(z))
z = ValueError('reused')
for i in range(3):
    try:
        raise z
    except ValueError as w:
        print(tb_lines(w))
try:
    raise z.with_traceback(None)
except ValueError as w:
    print(tb_lines(w))


class Ctx:

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print('exit', t, v, tb and tb.tb_lineno)
        return t is ValueError


with Ctx():
    raise ValueError('swallowed')
try:
    with Ctx():
        with Ctx() as c, Ctx():
            raise KeyError('through')
except KeyError as e:
    print('out', e, tb_lines(e))


def gg():
    with Ctx():
        yield 1
        yield 2


for x in gg():
    print(x)
    break
print('after loop')
x = gg()
next(x)
x.close()
print('closed')


def deleg():
    try:
        r = (yield from sub())
        print('sub returned', r)
    except ValueError as e:
        print('deleg caught', e)
        yield 'handled'


def sub():
    try:
        yield 1
    except KeyError:
        return 'from key'
    yield 2


d = deleg()
next(d)
try:
    print(d.throw(KeyError()))
except StopIteration:
    print('stop')
d = deleg()
next(d)
print(d.throw(ValueError('v')))
try:
    traceback.print_exc()
except Exception as e:
    print(e)
try:
    raise ValueError('tb')
except ValueError:
    print(traceback.format_exc())
