"""The abstract classes of contextlib."""
import contextlib
class A(contextlib.AbstractContextManager):
    def __exit__(self, *info):
        print(info[0])
with A() as a:
    print(type(a).__mro__)
class B:
    def __enter__(self): return 1
    def __exit__(self, *a): pass
print(issubclass(B, contextlib.AbstractContextManager), isinstance(B(), contextlib.AbstractContextManager), isinstance(5, contextlib.AbstractContextManager))
class C:
    async def __aenter__(self): return 1
    async def __aexit__(self, *a): pass
print(issubclass(C, contextlib.AbstractAsyncContextManager))
try:
    contextlib.AbstractContextManager()
except TypeError as e:
    print(e)
print(contextlib.nullcontext.__mro__)
print(contextlib.ExitStack.__mro__)
print(isinstance(contextlib.suppress(), contextlib.AbstractContextManager))
x = contextlib.ExitStack()
print(type(x).__name__, isinstance(x, contextlib.AbstractContextManager))
print(isinstance(contextlib.nullcontext(), (contextlib.AbstractAsyncContextManager, int)), issubclass(int, contextlib.AbstractContextManager))
class D(A):
    pass
print(issubclass(D, A), issubclass(B, A), isinstance(D(), A), issubclass(contextlib.nullcontext, contextlib.AbstractContextManager))
try:
    issubclass(5, contextlib.AbstractContextManager)
except TypeError as e:
    print(e)
