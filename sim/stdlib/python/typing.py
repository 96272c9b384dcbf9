"""typing: names for annotations. Nothing is checked when a program runs, as in CPython.

What stands in brackets is kept only so that it can be shown; `Generic[T]` as a base is Generic itself, and `Stack[int]`
an alias of Stack.
"""

TYPE_CHECKING = False


class _Form:
    """A name that can be subscripted: Optional[int], Callable[[int], str], Literal["a"]."""

    def __init__(self, name):
        self._name = name
        self._is_class_var = name == "ClassVar"

    def __getitem__(self, parameters):
        return _Alias(self, parameters)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return f"typing.{self._name}"

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")


class _UnionForm(_Form):
    def __getitem__(self, parameters):
        types = []
        for parameter in parameters if isinstance(parameters, tuple) else (parameters,):
            parameter = _argument(parameter)
            for part in parameter.__args__ if _is_union(parameter) else (parameter,):
                if part not in types:
                    types.append(part)
        return types[0] if len(types) == 1 else _Alias(Union, tuple(types))


class _OptionalForm(_Form):
    def __getitem__(self, parameters):
        return Union[parameters, None]


def _is_union(parameter):
    return isinstance(parameter, type(int | str)) or isinstance(parameter, _Alias) and parameter.__origin__ is Union


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def _argument(parameter):
    if parameter is None:
        return type(None)
    return ForwardRef(parameter) if isinstance(parameter, str) else parameter


def _shown(parameter):
    parameter = _argument(parameter)
    if parameter is ...:
        return "..."
    if isinstance(parameter, list):
        return f"[{', '.join(_shown(item) for item in parameter)}]"
    if isinstance(parameter, type):
        return parameter.__qualname__ if parameter.__module__ == "builtins" else (
            f"{parameter.__module__}.{parameter.__qualname__}")
    return repr(parameter)


class _Alias:
    def __init__(self, origin, parameters):
        self.__origin__ = origin
        self.__args__ = parameters if isinstance(parameters, tuple) else (parameters,)
        self._is_class_var = origin._is_class_var

    def __getitem__(self, parameters):
        return self

    def __instancecheck__(self, value):
        if self.__origin__ is not Union:
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return isinstance(value, self.__args__)

    def __subclasscheck__(self, cls):
        if self.__origin__ is not Union:
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return issubclass(cls, self.__args__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if not isinstance(other, _Alias) or self.__origin__ != other.__origin__:
            return False
        if self.__origin__ is Union:
            return frozenset(self.__args__) == frozenset(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        return hash(frozenset(self.__args__) if self.__origin__ is Union else self.__args__)

    def __repr__(self):
        nothing = type(None)
        if self.__origin__ is Union and len(self.__args__) == 2 and nothing in self.__args__:
            return f"typing.Optional[{_shown(self.__args__[self.__args__[0] is nothing])}]"
        shown = _shown if self.__origin__._name != "Literal" else repr
        return f"{self.__origin__!r}[{', '.join(shown(item) for item in self.__args__)}]"


Any = _Form("Any")
Union = _UnionForm("Union")
Optional = _OptionalForm("Optional")
Literal = _Form("Literal")
ClassVar = _Form("ClassVar")
Final = _Form("Final")
Annotated = _Form("Annotated")
Callable = _Form("Callable")
Type = _Form("Type")
Concatenate = _Form("Concatenate")
TypeGuard = _Form("TypeGuard")
TypeIs = _Form("TypeIs")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
ReadOnly = _Form("ReadOnly")
Unpack = _Form("Unpack")
Self = _Form("Self")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
Hashable = _Form("Hashable")
Sized = _Form("Sized")
Iterable = _Form("Iterable")
Iterator = _Form("Iterator")
Reversible = _Form("Reversible")
Generator = _Form("Generator")
Container = _Form("Container")
Collection = _Form("Collection")
Sequence = _Form("Sequence")
MutableSequence = _Form("MutableSequence")
AbstractSet = _Form("AbstractSet")
MutableSet = _Form("MutableSet")
Mapping = _Form("Mapping")
MutableMapping = _Form("MutableMapping")
KeysView = _Form("KeysView")
ValuesView = _Form("ValuesView")
ItemsView = _Form("ItemsView")
Awaitable = _Form("Awaitable")
Coroutine = _Form("Coroutine")
AsyncIterable = _Form("AsyncIterable")
AsyncIterator = _Form("AsyncIterator")
AsyncGenerator = _Form("AsyncGenerator")
ContextManager = _Form("ContextManager")
AsyncContextManager = _Form("AsyncContextManager")
List = _Form("List")
Dict = _Form("Dict")
Set = _Form("Set")
FrozenSet = _Form("FrozenSet")
Tuple = _Form("Tuple")
Deque = _Form("Deque")
DefaultDict = _Form("DefaultDict")
OrderedDict = _Form("OrderedDict")
Counter = _Form("Counter")
Text = str


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None,
                 infer_variance=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__constraints__ = constraints
        self._sign = "+" if covariant else "-" if contravariant else "~"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return self._sign + self.__name__


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield self


AnyStr = TypeVar("AnyStr", str, str)


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if cls is Generic or cls is Protocol:
            return cls
        given = parameters if isinstance(parameters, tuple) else (parameters,)
        return _alias(cls, tuple(_argument(parameter) for parameter in given))


# ---- Protocol ----

def _protocol_methods(cls):
    """The names that a protocol class and its protocol bases define."""
    names = []
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol"):
            names += [name for name in base.__dict__ if not name.startswith("_") or name in (
                "__call__", "__iter__", "__next__", "__len__", "__enter__", "__exit__", "__aenter__", "__aexit__",
                "__aiter__", "__anext__", "__await__", "__getitem__", "__contains__")]
            names += [name for name in base.__dict__.get("__annotations__", ()) if name not in names]
    return names


def _protocol_init(self, *args, **kwds):
    raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic):
    __slots__ = ()

    def __init_subclass__(cls, **kwds):
        cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _protocol_init
        elif not cls._is_protocol and cls.__init__ is _protocol_init:
            cls.__init__ = object.__init__

    @classmethod
    def __instancecheck__(cls, value):
        if cls in type(value).__mro__:
            return True
        if not cls.__dict__.get("_is_protocol"):
            return False
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(value, name) for name in _protocol_methods(cls))

    @classmethod
    def __subclasscheck__(cls, other):
        if cls in other.__mro__:
            return True
        if not cls.__dict__.get("_is_protocol"):
            return False
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        names = _protocol_methods(cls)
        values = [name for name in names if not callable(getattr(cls, name, None))]
        if values:
            raise TypeError("Protocols with non-method members don't support issubclass(). "
                            f"Non-method members: {str(values)[1:-1]}.")
        return all(any(name in base.__dict__ for base in other.__mro__) for name in names)


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


# ---- NamedTuple and TypedDict ----

def _as_record(cls):
    annotations = cls.__dict__.get("__annotations__", {})
    defaults = {}
    for name in annotations:
        if name.startswith("_"):
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in cls.__dict__:
            defaults[name] = cls.__dict__[name]
        elif defaults:
            raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                            f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
    _record_convert(cls, tuple(annotations), defaults)


def _named_tuple_call(cls, typename, fields=(), /):
    """NamedTuple("Point", [("x", int), ("y", int)])"""
    record = _record_class(typename, tuple(name for name, kind in fields), {}, "__main__")
    _put(record, "__annotations__", dict(fields))
    return record


class NamedTuple(_record_base()):
    _fields = ()

    def __init_subclass__(cls, **kwds):
        if NamedTuple in cls.__bases__:
            _as_record(cls)
        else:
            _record_inherit(cls)


_set_hooks(NamedTuple, _named_tuple_call, None)


class TypedDict:
    def __init_subclass__(cls, *, total=True):
        cls.__total__ = total


_set_hooks(TypedDict, lambda cls, *args, **kwds: dict(*args, **kwds), None)


# ---- functions ----

def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(method, /):
    return method


def no_type_check(arg):
    return arg


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    return obj


def get_type_hints(obj, *rest):
    return dict(getattr(obj, "__annotations__", {}))


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp

    def __call__(self, value, /):
        return value

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return f"__main__.{self.__name__}"
