"""enum: classes whose attributes are their only instances.

The metaclass is a name alone. Enum.__init_subclass__ turns the values of a finished class statement into members;
hooks of the class (native) say what Color(1), `for member in Color` and len(Color) do. Members of IntEnum and StrEnum
are native ints and strs with the class's name on them.
"""


class auto:
    """Stands for the next value until the class is finished."""

    def __init__(self, value=None):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__"


def _is_private(class_name, name):
    return name.startswith(f"_{class_name.lstrip('_')}__")


def _ignored(namespace):
    names = namespace.get("_ignore_", ())
    return names.replace(",", " ").split() if isinstance(names, str) else names


def _can_be_member(class_name, namespace, name):
    return not (name in _ignored(namespace) or _is_dunder(name) or _is_sunder(name) or _is_private(class_name, name))


def _is_member_value(value):
    return not isinstance(value, nonmember) and (isinstance(value, member) or not _is_descriptor(value))


def _own_values(class_name, namespace):
    """The names of the class statement that become members, with their values."""
    values = {}
    for name, value in namespace.items():
        if _can_be_member(class_name, namespace, name) and _is_member_value(value):
            values[name] = value.value if isinstance(value, member) else value
    return values


class _Body:
    """A class statement that is not finished yet: what says its auto() values."""

    def __init__(self, base, namespace):
        self._generate_next_value_ = namespace.get("_generate_next_value_", base._generate_next_value_)


def _refuse_again(base, class_name, namespace, name, value):
    """The body of an enumeration assigns a name for the second time."""
    old = namespace[name]
    if not _can_be_member(class_name, namespace, name) or not (_is_member_value(old) or _is_member_value(value)):
        return
    values, body = [], _Body(base, namespace)
    for count, (other, given) in enumerate(_own_values(class_name, namespace).items()):
        values.append(_resolved(body, other, given, count, list(values)))
        if other == name:
            old = values[-1]
    raise TypeError(f"{name!r} already defined as {old!r}")


def _resolved(cls, name, value, count, last_values):
    """A value with auto() in it replaced."""
    if isinstance(value, auto):
        return cls._generate_next_value_(name, 1, count, last_values)
    if isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
        return tuple(_resolved(cls, name, part, count, last_values) for part in value)
    return value


def _next_value(name, start, count, last_values):
    if not last_values:
        return start
    try:
        last = sorted(last_values)[-1]
    except TypeError:
        raise TypeError("unable to sort non-numeric values") from None
    try:
        return last + 1
    except TypeError:
        raise TypeError(f"unable to increment {last!r}") from None


def _make_member(cls, name, value):
    native = _make_native_member(cls, name, value)
    if native is not None:
        return native
    args = value if isinstance(value, tuple) else (value,)
    made = cls.__new__(cls, *args) if cls.__new__ is not object.__new__ else object.__new__(cls)
    if not hasattr(made, "_value_"):
        made._value_ = value
    made._name_ = name
    made.__objclass__ = cls
    made._sort_order_ = len(cls._member_names_)
    if cls.__init__ is not Enum.__init__:
        made.__init__(*args)
    return made


def _find(cls, value):
    """The member of a value; None where there is none."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:                           # a value that cannot be hashed
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found
        return None


def _add_member(cls, name, value):
    made = _make_member(cls, name, value)
    same = _find(cls, made._value_)
    if same is None:
        cls._member_names_.append(name)
        try:
            cls._value2member_map_[made._value_] = made
        except TypeError:
            pass
    else:
        made = same                             # another name for the same member
    cls._member_map_[name] = made
    _put(cls, name, made)


def _unwrap_nonmembers(cls):
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, nonmember):
            _put(cls, name, value.value)


# ---- what the class itself does: hooks ----

_no_value = object()


def _call(cls, value=_no_value, names=_no_value, /, *others, **options):
    """Color(1): the member of a value. Enum("Color", "RED GREEN"): a new class."""
    if cls._member_map_ and names is not _no_value:
        value = (value, names, *others)
    if cls._member_map_ or (names is _no_value and not options):
        if value is _no_value:
            raise TypeError(f"EnumType.__call__() missing 1 required positional argument: 'value'")
        if type(value) is cls:
            return value
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum")
        found = _find(cls, value)
        return _missing(cls, value) if found is None else found
    return _functional(cls, value, names, **options)


def _missing(cls, value):
    found = cls._missing_(value)
    if isinstance(found, cls):
        return found
    if found is None:
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")


def _functional(cls, name, names, *, start=1, module=None, qualname=None, type=None):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    namespace = {"__module__": "__main__" if module is None else module}
    pairs = names.items() if isinstance(names, dict) else names
    last_values = []
    for count, item in enumerate(pairs):
        if isinstance(item, str):
            item = item, cls._generate_next_value_(item, start, count, last_values)
        namespace[item[0]] = item[1]
        last_values.append(item[1])
    return _build_class(name, (cls,), namespace)


def _members(cls):
    return [cls._member_map_[name] for name in cls._member_names_]


# ---- the classes ----

class Enum(metaclass=EnumType):
    _member_map_ = {}
    _member_names_ = []
    _value2member_map_ = {}

    def __init_subclass__(cls, **options):
        for base in cls.__mro__[1:]:
            if base.__dict__.get("_member_names_"):
                raise TypeError(f"<enum {cls.__name__!r}> cannot extend <enum {base.__name__!r}>")
        cls._member_map_, cls._member_names_, cls._value2member_map_ = {}, [], {}
        _prepare_native_members(cls)
        last_values = []
        for count, (name, value) in enumerate(_own_values(cls.__name__, cls.__dict__).items()):
            value = _resolved(cls, name, value, count, list(last_values))
            last_values.append(value)
            _add_member(cls, name, value)
        _unwrap_nonmembers(cls)
        _put(cls, "__members__", _read_only(cls._member_map_))

    def __init__(self, *args, **kwds):
        pass

    def __class_getitem__(cls, name):
        return cls._member_map_[name]

    _generate_next_value_ = staticmethod(_next_value)
    _refuse_again_ = classmethod(_refuse_again)

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @name.setter
    def name(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'name'")

    @property
    def value(self):
        return self._value_

    @value.setter
    def value(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'value'")

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]


_set_hooks(Enum, _call, _members)


class IntEnum(Enum):
    pass


class StrEnum(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


_use_native_members(IntEnum, int)
_use_native_members(StrEnum, str)


def unique(enumeration):
    aliases = [(alias, found._name_) for alias, found in enumeration.__members__.items() if alias != found._name_]
    if aliases:
        details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration
