"""Items of what has none that can be set or deleted."""
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
class A: pass
def d(x, k): del x[k]
def s(x, k): x[k] = 1
import collections
for x in "abc", (1,), range(3), frozenset(), 5, None, A(), 1.5, {}.keys(), len, A, object(), collections.deque([1]):
    for k in 0, "a":
        t(lambda: d(x, k))
        t(lambda: s(x, k))
