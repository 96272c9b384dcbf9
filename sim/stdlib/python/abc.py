"""abc: abstract methods. ABCMeta is native, and only a name for `metaclass=`."""


class ABC(metaclass=ABCMeta):
    __abstractmethods__ = frozenset()       # tells the machine to look for abstract methods below
    __slots__ = ()


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj
