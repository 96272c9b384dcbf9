"""dataclasses: classes whose methods are made from their annotated fields.

Nothing is compiled from text here. The methods are closures over the names of the fields, and what they do for each
field is done by natives (dataclass.c): _initialize, _fields_repr, _fields_equal, _fields_tuple.
"""


class _Missing:
    pass


class _KwOnly:
    pass


MISSING = _Missing()
KW_ONLY = _KwOnly()


class FrozenInstanceError(AttributeError):
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"        # or "initvar", "classvar"

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={_shown(self.default)},"
                f"default_factory={_shown(self.default_factory)},init={self.init!r},repr={self.repr!r},"
                f"hash={self.hash!r},compare={self.compare!r},metadata={_shown_mapping(self.metadata)},"
                f"kw_only={self.kw_only!r},_field_type=_FIELD)")


def _shown(value):
    return "<dataclasses._MISSING_TYPE object>" if value is MISSING else repr(value)


def _shown_mapping(mapping):
    return f"mappingproxy({mapping!r})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ---- the fields of a class ----

def _kind_of(annotation):
    """What an annotation makes of a name: annotations are objects, or texts under `from __future__`."""
    if isinstance(annotation, str):
        name = annotation.split("[")[0].strip()
        if name in ("ClassVar", "typing.ClassVar", "t.ClassVar"):
            return "classvar"
        if name in ("InitVar", "dataclasses.InitVar"):
            return "initvar"
        return "kw_only" if name in ("KW_ONLY", "dataclasses.KW_ONLY") else "field"
    if annotation is KW_ONLY:
        return "kw_only"
    if annotation is InitVar or isinstance(annotation, InitVar):
        return "initvar"
    return "classvar" if getattr(annotation, "_is_class_var", False) else "field"


def _make_field(cls, name, annotation, kind, kw_only):
    value = cls.__dict__.get(name, MISSING)
    made = value if isinstance(value, Field) else field(default=value)
    made.name, made.type, made._kind = name, annotation, kind
    if kind == "classvar":
        if made.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        return made
    if made.kw_only is MISSING:
        made.kw_only = kw_only
    if kind == "initvar" and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made.default is not MISSING and type(made.default).__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    if isinstance(value, Field):
        if made.default is MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, made.default)
    return made


def _collect_fields(cls, kw_only):
    fields = {}
    for base in reversed(cls.__mro__[1:]):
        for inherited in getattr(base, "__dataclass_fields__", {}).values():
            fields[inherited.name] = inherited
    annotations = cls.__dict__.get("__annotations__", {})
    seen_kw_only = False
    for name, annotation in annotations.items():
        kind = _kind_of(annotation)
        if kind == "kw_only":
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
            continue
        fields[name] = _make_field(cls, name, annotation, kind, kw_only)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return fields


# ---- the methods ----

def _set_method(cls, name, function):
    """Put a method into the class unless it has one of its own; tells whether it had."""
    if name in cls.__dict__:
        return True
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__name__ = name
    setattr(cls, name, function)
    return False


def _init_spec(cls, fields):
    """What _initialize needs: for each field its name, default, factory and kind; then which are parameters."""
    has_default = None
    for f in fields:
        if not f.init or f.kw_only:
            continue
        if f.default is not MISSING or f.default_factory is not MISSING:
            has_default = f
        elif has_default is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {has_default.name!r}")
    rows = [f for f in fields if f.init or f.default_factory is not MISSING]
    return (f"{cls.__qualname__}.__init__", MISSING,
            tuple(f.name for f in rows),
            tuple(f.default for f in rows),
            tuple(f.default_factory for f in rows),
            tuple(f._kind == "initvar" for f in rows),
            tuple(i for i, f in enumerate(rows) if f.init and not f.kw_only),
            tuple(i for i, f in enumerate(rows) if f.init and f.kw_only))


def _make_init(cls, fields, frozen):
    spec = _init_spec(cls, fields)
    if hasattr(cls, "__post_init__"):
        def __init__(self, /, *args, **kwargs):
            self.__post_init__(*_initialize(self, spec, frozen, args, kwargs))
    else:
        def __init__(self, /, *args, **kwargs):
            _initialize(self, spec, frozen, args, kwargs)
    _set_method(cls, "__init__", __init__)


def _make_repr(cls, names):
    def __repr__(self):
        return _fields_repr(self, names)
    _set_method(cls, "__repr__", __repr__)


def _make_eq(cls, names):
    def __eq__(self, other):
        return _fields_equal(self, other, names)
    _set_method(cls, "__eq__", __eq__)


def _make_order(cls, names):
    def same(self, other):
        return other.__class__ is self.__class__

    def __lt__(self, other):
        return _fields_tuple(self, names) < _fields_tuple(other, names) if same(self, other) else NotImplemented

    def __le__(self, other):
        return _fields_tuple(self, names) <= _fields_tuple(other, names) if same(self, other) else NotImplemented

    def __gt__(self, other):
        return _fields_tuple(self, names) > _fields_tuple(other, names) if same(self, other) else NotImplemented

    def __ge__(self, other):
        return _fields_tuple(self, names) >= _fields_tuple(other, names) if same(self, other) else NotImplemented

    for name, function in (("__lt__", __lt__), ("__le__", __le__), ("__gt__", __gt__), ("__ge__", __ge__)):
        if _set_method(cls, name, function):
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__} "
                            f"Consider using functools.total_ordering")


def _make_hash(cls, fields, eq, frozen, unsafe_hash):
    own = cls.__dict__.get("__hash__", MISSING)
    has_own = not (own is MISSING or (own is None and "__eq__" in cls.__dict__))
    if unsafe_hash and has_own:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if not unsafe_hash and (not eq or has_own):
        return
    if not unsafe_hash and not frozen:
        cls.__hash__ = None
        return
    names = tuple(f.name for f in fields if (f.compare if f.hash is None else f.hash))

    def __hash__(self):
        return hash(_fields_tuple(self, names))
    __hash__.__qualname__ = f"{cls.__qualname__}.__hash__"
    cls.__hash__ = __hash__


def _make_frozen(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for name, function in (("__setattr__", __setattr__), ("__delattr__", __delattr__)):
        if _set_method(cls, name, function):
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")


# ---- the decorator ----

def _check_frozen(cls, frozen):
    bases = [base.__dataclass_params__ for base in cls.__mro__[1:] if hasattr(base, "__dataclass_fields__")]
    if any(params["frozen"] for params in bases) and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if frozen and not all(params["frozen"] for params in bases):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")


def _describe(cls, fields):
    """The docstring of a class that has none: its signature."""
    def shown(f):
        kind = repr(f.type) if isinstance(f.type, str) else getattr(f.type, "__name__", repr(f.type))
        if f.default is not MISSING:
            return f"{f.name}: {kind} = {f.default!r}"
        return f"{f.name}: {kind} = <factory>" if f.default_factory is not MISSING else f"{f.name}: {kind}"
    keyword_only = [shown(f) for f in fields if f.init and f.kw_only]
    parameters = [shown(f) for f in fields if f.init and not f.kw_only] + ["*"] * bool(keyword_only) + keyword_only
    return f"{cls.__name__}({', '.join(parameters)})"


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    _check_frozen(cls, frozen)
    all_fields = _collect_fields(cls, kw_only)
    cls.__dataclass_fields__ = all_fields
    cls.__dataclass_params__ = {"frozen": frozen, "eq": eq, "order": order}
    in_init = [f for f in all_fields.values() if f._kind != "classvar"]
    own = [f for f in in_init if f._kind == "field"]
    compared = tuple(f.name for f in own if f.compare)
    if init:
        _make_init(cls, in_init, frozen)
    if repr:
        _make_repr(cls, tuple(f.name for f in own if f.repr))
    _make_hash(cls, own, eq, frozen, unsafe_hash)
    if eq:
        _make_eq(cls, compared)
    if order:
        _make_order(cls, compared)
    if frozen:
        _make_frozen(cls, tuple(f.name for f in own))
    if cls.__doc__ is None:
        cls.__doc__ = _describe(cls, in_init)
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in in_init if f.init and not f.kw_only)
    if slots:
        if "__slots__" in cls.__dict__:
            raise TypeError(f"{cls.__name__} already specifies __slots__")
        _use_slots(cls, tuple(f.name for f in own))
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        cls.__module__                          # what is no class is told so by this
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


# ---- functions on dataclasses ----

def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(f for f in found.values() if f._kind == "field")


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def _copied(obj, turn):
    """A copy of a value inside a dataclass; `turn` makes something of dataclasses in it."""
    if _is_instance(obj):
        return turn(obj)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_copied(item, turn) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_copied(item, turn) for item in obj])
    if isinstance(obj, dict):
        if hasattr(type(obj), "default_factory") or hasattr(obj, "default_factory"):
            result = type(obj)(obj.default_factory)
        else:
            result = type(obj)()
        for key, value in obj.items():
            result[_copied(key, turn)] = _copied(value, turn)
        return result
    return type(obj)(obj) if isinstance(obj, (set, frozenset)) else obj


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def turn(obj):
        return dict_factory([(f.name, _copied(getattr(obj, f.name), turn)) for f in fields(obj)])
    return turn(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def turn(obj):
        return tuple_factory([_copied(getattr(obj, f.name), turn) for f in fields(obj)])
    return turn(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._kind == "classvar":
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._kind == "initvar" and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            if f._kind == "field":
                changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
