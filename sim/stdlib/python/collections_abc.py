"""collections.abc: names for annotations, and what isinstance asks of them."""


class _Named:
    """A class here is a list of methods that a value must have, or of built-in types, or both empty."""

    _methods = _types = ()

    def __class_getitem__(cls, item):
        return cls

    @classmethod
    def __instancecheck__(cls, value):
        mro = type(value).__mro__
        if cls in mro:
            return True
        if "_methods" not in cls.__dict__:          # a class of the program's that derives from one of these
            return False
        if cls._methods:
            return all(getattr(type(value), name, None) is not None for name in cls._methods)
        return any(known in mro for known in cls._types)


class Hashable(_Named):
    _methods = ("__hash__",)


class Iterable(_Named):
    _methods = ("__iter__",)


class Iterator(Iterable):
    _methods = ("__iter__", "__next__")


class Reversible(Iterable):
    _methods = ("__iter__", "__reversed__")


class Generator(Iterator):
    _methods = ("__iter__", "__next__", "send", "throw", "close")


class Sized(_Named):
    _methods = ("__len__",)


class Container(_Named):
    _methods = ("__contains__",)


class Collection(Sized, Iterable, Container):
    _methods = ("__len__", "__iter__", "__contains__")


class Callable(_Named):
    _methods = ("__call__",)


class Awaitable(_Named):
    _methods = ("__await__",)


class Coroutine(Awaitable):
    _methods = ("__await__", "send", "throw", "close")


class AsyncIterable(_Named):
    _methods = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _methods = ("__aiter__", "__anext__")


class AsyncGenerator(AsyncIterator):
    _methods = ("__aiter__", "__anext__", "asend", "athrow", "aclose")


class Sequence(Collection):
    _methods = ()
    _types = (list, tuple, str, range)


class MutableSequence(Sequence):
    _methods = ()
    _types = (list,)


class Set(Collection):
    _methods = ()
    _types = (set, frozenset)


class MutableSet(Set):
    _methods = ()
    _types = (set,)


class Mapping(Collection):
    _methods = ()
    _types = (dict,)


class MutableMapping(Mapping):
    _methods = ()
    _types = (dict,)


class KeysView(Collection):
    _methods = ()
    _types = (type({}.keys()),)


class ValuesView(Collection):
    _methods = ()
    _types = (type({}.values()),)


class ItemsView(Collection):
    _methods = ()
    _types = (type({}.items()),)
