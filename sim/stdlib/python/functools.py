"""functools: decorators and helpers. partial is native."""

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    if assigned == WRAPPER_ASSIGNMENTS and updated == WRAPPER_UPDATES:
        return _update_wrapper(wrapper, wrapped)
    for name in assigned:
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class _NoInitial:
    pass


def reduce(*args):
    if not 2 <= len(args) <= 3:
        raise TypeError(f"reduce expected at {'least 2' if len(args) < 2 else 'most 3'} arguments, got {len(args)}")
    function, iterable, initial = *args, *[_NoInitial] * (3 - len(args))
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _NoInitial:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


# ---- caches ----

_Mark = object()        # between positional and keyword arguments in a key


def _make_key(args, kwds, typed):
    key = args
    if kwds:
        key += (_Mark,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(value) for value in args)
        if kwds:
            key += tuple(type(value) for value in kwds.values())
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


_CacheInfo = _record_class("CacheInfo", ("hits", "misses", "maxsize", "currsize"), {}, "functools")


def _cached(function, maxsize, typed):
    cache = {}                                  # the least recently used first
    hits = misses = 0
    missing = object()

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        value = cache.get(key, missing)
        if value is not missing:
            hits += 1
            if maxsize is not None:
                del cache[key]
                cache[key] = value
            return value
        misses += 1
        value = function(*args, **kwds)
        if maxsize != 0 and key not in cache:   # the call itself may have put it there
            if maxsize is not None and len(cache) >= maxsize:
                del cache[next(iter(cache))]
            cache[key] = value
        return value

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(cache))

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        cache.clear()

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return _update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        return lambda function: _cached(function, max(maxsize, 0), typed)
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, None, typed)


def cache(user_function, /):
    if not callable(user_function):
        raise TypeError("the first argument must be callable")
    return _cached(user_function, None, False)


class cached_property:
    """Computed once for each instance, then kept in the instance under its own name."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        try:
            object.__setattr__(instance, self.attrname, value)
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache "
                            f"{self.attrname!r} property.") from None
        return value


# ---- comparing ----

def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0
    return K


def _negated(method):
    def negated(self, other):
        answer = method(self, other)
        return answer if answer is NotImplemented else not answer
    return negated


def _or_equal(method):
    def or_equal(self, other):
        answer = method(self, other)
        return answer if answer is NotImplemented else answer or self == other
    return or_equal


def _and_not_equal(method):
    def and_not_equal(self, other):
        answer = method(self, other)
        return answer if answer is NotImplemented else answer and self != other
    return and_not_equal


def _not_and_not_equal(method):
    def not_and_not_equal(self, other):
        answer = method(self, other)
        return answer if answer is NotImplemented else not answer and self != other
    return not_and_not_equal


def _not_or_equal(method):
    def not_or_equal(self, other):
        answer = method(self, other)
        return answer if answer is NotImplemented else not answer or self == other
    return not_or_equal


_derived = {
    "__lt__": (("__gt__", _not_and_not_equal), ("__le__", _or_equal), ("__ge__", _negated)),
    "__le__": (("__ge__", _not_or_equal), ("__lt__", _and_not_equal), ("__gt__", _negated)),
    "__gt__": (("__lt__", _not_and_not_equal), ("__ge__", _or_equal), ("__le__", _negated)),
    "__ge__": (("__le__", _not_or_equal), ("__gt__", _and_not_equal), ("__lt__", _negated)),
}


def total_ordering(cls):
    own = [name for name in _derived if getattr(cls, name, None) is not getattr(object, name, None)]
    if not own:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(own)                             # __lt__ before __le__ before __gt__ before __ge__
    for name, make in _derived[root]:
        if name not in own:
            function = make(getattr(cls, root))
            function.__name__ = name
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, function)
    return cls


# ---- singledispatch ----

def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        return func

    def register(cls, function=None):
        if function is not None:
            registry[cls] = function
            return function
        if isinstance(cls, type):
            return lambda function: register(cls, function)
        annotations = list(cls.__annotations__.values())
        if not annotations:
            raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or "
                            f"plain `@register` on an annotated function.")
        return register(annotations[0], cls)

    def wrapper(*args, **kwds):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kwds)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return _update_wrapper(wrapper, func)
