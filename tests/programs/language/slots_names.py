class A:
    __slots__ = ("__x", "y", "__dict__")
    def __init__(self): self.__x = 1; self.z = 3
    def get(self): return self.__x
a = A()
print(a.get(), a.z)
class B:
    __slots__ = ["__x", "_B__y"]
    def __init__(self): self.__x = 1; self.__y = 2
    def get(self): return self.__x
print(B().get())
for s in (5, [5], ["a b"], ["a", "a"], {"k": 1}, (n for n in "ab"), "one", ("__weakref__",)):
    try:
        C = type("C", (), {"__slots__": s})
        c = C()
        c.a = 5
        print("fine", C.__slots__ if isinstance(s, (list,tuple,dict,str)) else "")
    except Exception as e:
        print(type(e).__name__, e)
