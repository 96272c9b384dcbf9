"""collections: deque is native; defaultdict, Counter and OrderedDict are native dicts whose methods are here."""

_KEYWORDS = frozenset((
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"))


# ---- namedtuple ----

def _check_field_names(typename, names):
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_"):
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def _renamed(names):
    seen = set()
    result = []
    for index, name in enumerate(names):
        if not name.isidentifier() or name in _KEYWORDS or name.startswith("_") or name in seen:
            name = f"_{index}"
        seen.add(name)
        result.append(name)
    return result


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        names = _renamed(names)
    _check_field_names(typename, names) if not rename else _check_field_names(typename, [])
    values = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        values = dict(zip(names[len(names) - len(defaults):], defaults))
    return _record_class(typename, tuple(names), values, "__main__" if module is None else module)


# ---- defaultdict and OrderedDict ----

def _plain(mapping):
    return repr(dict(mapping))


def _default_repr(self):
    return f"defaultdict({self.default_factory!r}, {_plain(self)})"


def _merged(self, other):
    if not isinstance(other, dict):
        return NotImplemented
    result = self.copy()
    result.update(other)
    return result


def _default_ror(self, other):
    if not isinstance(other, dict):
        return NotImplemented
    result = defaultdict(self.default_factory, other)
    result.update(self)
    return result


def _updated(self, other):
    self.update(other)
    return self


_add_methods(defaultdict, {"__repr__": _default_repr, "__or__": _merged, "__ror__": _default_ror,
                           "__ior__": _updated})


def _ordered_repr(self):
    return f"OrderedDict({_plain(self)})" if self else "OrderedDict()"


def _ordered_eq(self, other):
    if isinstance(other, OrderedDict):
        return dict(self) == dict(other) and list(self) == list(other)
    return NotImplemented


def _ordered_ne(self, other):
    answer = _ordered_eq(self, other)
    return answer if answer is NotImplemented else not answer


def _ordered_ror(self, other):
    if not isinstance(other, dict):
        return NotImplemented
    result = OrderedDict(other)
    result.update(self)
    return result


@classmethod
def _ordered_fromkeys(cls, iterable, value=None):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


_add_methods(OrderedDict, {"__repr__": _ordered_repr, "__eq__": _ordered_eq, "__ne__": _ordered_ne,
                           "__or__": _merged, "__ror__": _ordered_ror, "__ior__": _updated,
                           "fromkeys": _ordered_fromkeys})


# ---- Counter ----

def _counter_fill(self, iterable, kwds):
    """What Counter(iterable, **kwds) does."""
    if iterable is not None:
        if isinstance(iterable, dict):
            dict.update(self, iterable)
        else:
            _count(self, iterable)
    if kwds is not None:
        _counter_update(self, kwds)


def _counter_update(self, iterable=None, /, **kwds):
    if isinstance(iterable, dict):
        for key, count in iterable.items():
            self[key] = count + self.get(key, 0)
    elif iterable is not None:
        _count(self, iterable)
    if kwds:
        _counter_update(self, kwds)


def _counter_subtract(self, iterable=None, /, **kwds):
    if isinstance(iterable, dict):
        for key, count in iterable.items():
            self[key] = self.get(key, 0) - count
    elif iterable is not None:
        for key in iterable:
            self[key] = self.get(key, 0) - 1
    if kwds:
        _counter_subtract(self, kwds)


def _counter_most_common(self, n=None):
    ranked = sorted(self.items(), key=lambda item: item[1], reverse=True)
    return ranked if n is None else ranked[:n if n >= 0 else 0]


def _counter_elements(self):
    for key, count in self.items():
        for _ in range(count):
            yield key


def _counter_total(self):
    return sum(self.values())


def _counter_repr(self):
    if not self:
        return "Counter()"
    try:
        pairs = dict(_counter_most_common(self))
    except TypeError:                   # counts that cannot be compared
        pairs = dict(self)
    return f"Counter({pairs!r})"


@classmethod
def _counter_fromkeys(cls, iterable, v=None):
    raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")


def _combined(self, other, combine):
    """A Counter of the positive results over the keys of both."""
    if not isinstance(other, Counter):
        return NotImplemented
    result = Counter()
    for key, count in self.items():
        new = combine(count, other[key])
        if new > 0:
            result[key] = new
    for key, count in other.items():
        if key not in self:
            new = combine(0, count)
            if new > 0:
                result[key] = new
    return result


def _counter_add(self, other):
    return _combined(self, other, lambda a, b: a + b)


def _counter_sub(self, other):
    return _combined(self, other, lambda a, b: a - b)


def _counter_or(self, other):
    return _combined(self, other, lambda a, b: b if a < b else a)


def _counter_and(self, other):
    if not isinstance(other, Counter):
        return NotImplemented
    result = Counter()
    for key, count in self.items():
        least = count if count < other[key] else other[key]
        if least > 0:
            result[key] = least
    return result


def _counter_pos(self):
    return _combined(self, Counter(), lambda a, b: a)


def _counter_neg(self):
    return _combined(self, Counter(), lambda a, b: -a)


def _keep_positive(self):
    for key in [key for key, count in self.items() if not count > 0]:
        del self[key]
    return self


def _counter_iadd(self, other):
    for key, count in other.items():
        self[key] += count
    return _keep_positive(self)


def _counter_isub(self, other):
    for key, count in other.items():
        self[key] -= count
    return _keep_positive(self)


def _counter_ior(self, other):
    for key, count in other.items():
        if count > self[key]:
            self[key] = count
    return _keep_positive(self)


def _counter_iand(self, other):
    for key, count in list(self.items()):
        if other[key] < count:
            self[key] = other[key]
    return _keep_positive(self)


def _compared(compare):
    """A comparison of the counts of all keys; a missing key counts 0."""
    def method(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(compare(self[key], other[key]) for keys in (self, other) for key in keys)
    return method


_counter_eq = _compared(lambda a, b: a == b)
_counter_le = _compared(lambda a, b: a <= b)
_counter_ge = _compared(lambda a, b: a >= b)


def _counter_ne(self, other):
    answer = _counter_eq(self, other)
    return answer if answer is NotImplemented else not answer


def _counter_lt(self, other):
    answer = _counter_le(self, other)
    return answer if answer is NotImplemented else answer and not _counter_eq(self, other)


def _counter_gt(self, other):
    answer = _counter_ge(self, other)
    return answer if answer is NotImplemented else answer and not _counter_eq(self, other)


_add_methods(Counter, {
    "_fill": _counter_fill, "update": _counter_update, "subtract": _counter_subtract,
    "most_common": _counter_most_common, "elements": _counter_elements, "total": _counter_total,
    "fromkeys": _counter_fromkeys, "__repr__": _counter_repr,
    "__add__": _counter_add, "__sub__": _counter_sub, "__or__": _counter_or, "__and__": _counter_and,
    "__iadd__": _counter_iadd, "__isub__": _counter_isub, "__ior__": _counter_ior, "__iand__": _counter_iand,
    "__pos__": _counter_pos, "__neg__": _counter_neg,
    "__eq__": _counter_eq, "__ne__": _counter_ne, "__lt__": _counter_lt, "__le__": _counter_le,
    "__gt__": _counter_gt, "__ge__": _counter_ge})


# ---- ChainMap ----

class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        raise KeyError(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __iter__(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(dict.fromkeys(mapping))
        return iter(merged)

    def __len__(self):
        return len(list(self))

    def keys(self):
        return list(self)

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def clear(self):
        self.maps[0].clear()

    def update(self, *args, **kwargs):
        self.maps[0].update(*args, **kwargs)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def new_child(self, m=None):
        return ChainMap({} if m is None else m, *self.maps)

    @property
    def parents(self):
        return ChainMap(*self.maps[1:])

    def __repr__(self):
        return f"ChainMap({', '.join(map(repr, self.maps))})"
