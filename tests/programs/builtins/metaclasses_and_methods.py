"""The classes of classes and of methods, and a class's own dict."""
class A:
    def f(self): pass
print(type([].append), type(A().f), type(len), type("".join), type(A.f))
print([].append.__name__, [].append.__qualname__, [].append.__self__, type([].append).__name__)
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
t(lambda: [].append.x)
t(lambda: len.x)
t(lambda: delattr(A().f, "x"))
t(lambda: [].append())
t(lambda: [].append(1, 2))
t(lambda: list.append())
t(lambda: list.append(1, 2))
t(lambda: A.f())
t(lambda: A().f(1))
t(lambda: [].append < [].append)
t(lambda: [].append == [].append)
x = []
t(lambda: x.append == x.append)
t(lambda: len + 1)
t(lambda: A().f + 1)
t(lambda: [].append + 1)
t(lambda: [].append[1])
t(lambda: A().f[1])
t(lambda: A[1])
t(lambda: for_in(A))
t(lambda: for_in(len))
t(lambda: for_in([].append))
t(lambda: for_in(A().f))
t(lambda: len(A))
t(lambda: 1 in A)
def for_in(x):
    for i in x: pass
from abc import ABC, ABCMeta, abstractmethod
class B(ABC):
    @abstractmethod
    def g(self): pass
class C(metaclass=ABCMeta):
    @abstractmethod
    def g(self): pass
t(lambda: B())
t(lambda: C())
print(type(B), type(C), isinstance(B, ABCMeta), ABCMeta)
t(lambda: for_in(B))
t(lambda: len(B))
from enum import Enum
def conflict():
    class X(Enum, ABC): pass
t(conflict)
print(vars(A).keys() >= {"f"}, A.__dict__["f"] is A.f)
t(lambda: A.__dict__.__setitem__)
def st(): A.__dict__["x"] = 1
t(st)
def dl(): del A.__dict__["f"]
t(dl)
t(lambda: A.__dict__["zz"])
t(lambda: {**A.__dict__}["f"] is A.f)
t(lambda: [k for k in A.__dict__ if not k.startswith("_")])
t(lambda: hash(A.__dict__))
t(lambda: A.__dict__ == {})
t(lambda: A.__dict__.pop("f"))
