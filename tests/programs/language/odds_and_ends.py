"""Exceptions that are being handled across yields, loops and returns; and odds and ends."""

def active():
    try:
        raise
    except RuntimeError as e:
        return str(e)
    except Exception as e:
        return repr(e)
def f():
    out=[]
    for i in (1,2,3):
        try: 1/0
        except ZeroDivisionError:
            if i==1: continue
            if i==2: break
    out.append(active())
    try:
        try: 1/0
        except ZeroDivisionError:
            return_ = active()
            try: {}['k']
            except KeyError: out.append(active())
            out.append(active())
            def inner():
                for _ in 'a':
                    try: raise ValueError('v')
                    except ValueError as e: return e
            out.append(repr(inner())); out.append(active())
    finally:
        out.append(active())
    return out
print(f())
def g():
    try: yield 1
    except ValueError as e:
        yield repr(e)
        yield active()
    yield active()
try: raise KeyError('outer')
except KeyError:
    it=g(); next(it); print(it.throw(ValueError('t')), next(it), next(it)); print(active())
def ctx():
    try:
        try: raise ValueError('a')
        except ValueError as e:
            raise TypeError('b')
        finally:
            pass
    except TypeError as e:
        return repr(e.__context__), e.__context__.__context__
print(ctx())
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print('exit', active() if v else None); return isinstance(v, KeyError)
def h():
    with CM():
        raise KeyError(1)
    print(active())
    try:
        with CM(): raise ValueError(2)
    except ValueError as e: print(repr(e), active())
    for i in range(2):
        try:
            with CM():
                if i: return 'r'
                continue
        finally: print('fin', i, active())
print(h())
def nested():
    for i in range(3):
        try:
            try:
                if i==0: raise ValueError
                if i==1: continue
                return i
            except ValueError:
                continue
            finally:
                try: 1/0
                except ZeroDivisionError: pass
                print('f', i, active())
        finally:
            print('g', i)
print(nested())
def ret_except():
    try:
        raise ValueError('q')
    except ValueError as e:
        try:
            return e
        finally:
            print(active())
print(repr(ret_except()))
def del_in_handler():
    try: raise ValueError
    except ValueError as e:
        del e
    try: e
    except UnboundLocalError as x: print(x)
del_in_handler()
def gen_in_handler():
    try:
        yield 1
        raise KeyError('in gen')
    except KeyError:
        yield active()
        raise
try:
    for v in gen_in_handler(): print(v)
except KeyError as e: print('propagated', repr(e))
x = [i for i in range(3) if (lambda: i)() != 1]; print(x)
class Meta:
    a = 1
    b = [a for _ in range(1)] if False else 2
    c = (lambda x=a: x)()
    d = {k: v for k, v in {'a': 1}.items()}
    def __init_subclass__(cls, **kw): print(cls.__name__, kw)
class Sub(Meta, x=1, **{'y': 2}): pass
print(Meta.c, Meta.d)
i = 0
def swap():
    a, b, c = 1, 2, 3
    a, b, c = c, a, b
    (a, b), c = [b, a], c
    return a, b, c
print(swap())
print([*range(3), *[4]], {**{'a':1}, 'b':2}, (*'ab', 'c'))
print("%s %d" % ("a", 1), f"{1:{5}}|{'x':>{2+1}}", f"{3!r:^5}")
lst=[1,2,3]; lst[i:=1] += 5; print(lst, i)
def star(*args, **kw): return args, kw
print(star(*[1], 2, *(3,), a=1, **{'b': 2}, c=3))
assert star() == ((), {})
def defaults(a, b=[], *, c={}): b.append(a); c[a]=1; return b, c
print(defaults(1), defaults(2))
while True:
    try:
        break
    finally:
        print('while finally')
else: print('no')
for q in range(2):
    pass
else: print('else', q)
print(1 if 0 else 2 if 0 else 3, not not 1, 1 < 2 == 2 != 3, None is None, 3 in [1,2,3] and 4 not in [1])
print((yield_ := 5), yield_)
global_var = 1
def mod():
    global global_var
    global_var += 1
    del global_var
    try: global_var
    except NameError as e: print(e)
mod()
print(__name__, __doc__)
