"""datetime: dates, times and durations, in UTC. What the calendar knows is native (datetime.c)."""

MINYEAR, MAXYEAR = 1, 9999
_EPOCH = 946684800              # where the wall clock of a run began
_DAY_US = 86400 * 1000000
_ORDINAL_1970 = 719163          # date(1970, 1, 1).toordinal()


def _modf(value):
    whole = float(int(value))
    return value - whole, whole


def _half_even(value):
    return round(value)


def _type_error(name, value):
    return TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")


# ---- timedelta ----

def _total_us(parts):
    """The sum of (name, value, microseconds in one), rounded half to even."""
    total, rest = 0, 0.0
    for name, value, unit in parts:
        if isinstance(value, int):
            total += value * unit
        elif isinstance(value, float):
            part, whole = _modf(value)
            total += int(whole) * unit
            part, whole = _modf(part * unit)
            total += int(whole)
            rest += part
        else:
            raise _type_error(name, value)
    if rest:
        whole = _half_even(rest)
        if abs(whole - rest) == 0.5:
            odd = total % 2
            whole = 2 * _half_even((rest + odd) * 0.5) - odd
        total += whole
    return total


def _check_days(parts):
    """Before microseconds pass what an int of a scenario can be."""
    days = 0.0
    if any(isinstance(value, float) and abs(value) == float("inf") for name, value, unit in parts):
        raise OverflowError("cannot convert float infinity to integer")
    for name, value, unit in parts:
        days += value * (unit / _DAY_US) if isinstance(value, (int, float)) else 0
    if abs(days) > 2147483647:
        raise OverflowError("Python int too large to convert to C int")
    if abs(days) >= 1000000000:
        raise OverflowError(f"days={int(days)}; must have magnitude <= 999999999")


class timedelta:
    """Kept as whole microseconds."""

    __slots__ = ("_total",)

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        parts = (("days", days, _DAY_US), ("seconds", seconds, 1000000), ("microseconds", microseconds, 1),
                 ("milliseconds", milliseconds, 1000), ("minutes", minutes, 60000000), ("hours", hours, 3600000000),
                 ("weeks", weeks, 7 * _DAY_US))
        try:
            self._total = _total_us(parts)
        except OverflowError:
            _check_days(parts)
            raise

    days = property(lambda self: self._total // _DAY_US)
    seconds = property(lambda self: self._total % _DAY_US // 1000000)
    microseconds = property(lambda self: self._total % 1000000)

    def _us(self):
        return self._total

    def total_seconds(self):
        return self._us() / 10**6

    def __repr__(self):
        parts = [f"{name}={getattr(self, name)}" for name in ("days", "seconds", "microseconds") if
                 getattr(self, name)]
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02}:{seconds:02}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06}" if self.microseconds else text

    def __add__(self, other):
        return timedelta(0, 0, self._us() + other._us()) if isinstance(other, timedelta) else NotImplemented

    def __radd__(self, other):
        return self.__add__(other)

    def __sub__(self, other):
        return timedelta(0, 0, self._us() - other._us()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta(0, 0, -self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self.days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta(0, 0, self._us() * other)
        return timedelta(0, 0, _half_even(self._us() * other)) if isinstance(other, float) else NotImplemented

    def __rmul__(self, other):
        return self.__mul__(other)

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        return timedelta(0, 0, self._us() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            return timedelta(0, 0, _divided(self._us(), other))
        if not isinstance(other, float):
            return NotImplemented
        if not other:
            raise ZeroDivisionError("integer division or modulo by zero")
        return timedelta(0, 0, _half_even(self._us() / other))

    def __mod__(self, other):
        return timedelta(0, 0, self._us() % other._us()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self.days, self.seconds, self.microseconds))

    def __bool__(self):
        return self._us() != 0


def _divided(a, b):
    """a / b rounded to an int, half to even."""
    quotient, rest = divmod(a, b)
    rest *= 2
    above = rest > b if b > 0 else rest < b
    return quotient + 1 if above or (rest == b and quotient % 2 == 1) else quotient


_like_native(timedelta, "__new__")
timedelta.resolution = timedelta(microseconds=1)


# ---- time zones ----

class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")


class timezone(tzinfo):
    __slots__ = ("_offset", "_name")

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return f"UTC{_shown_offset(self._offset)}" if self._offset else "UTC"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"


def _shown_offset(offset, separator=":"):
    if offset is None:
        return ""
    us = offset._us()
    minutes, rest = divmod(abs(us) // 1000000, 60)
    text = f"{'-' if us < 0 else '+'}{minutes // 60:02}{separator}{minutes % 60:02}"
    return f"{text}{separator}{rest:02}" if rest else text


_like_native(timezone, "timezone")
timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


# ---- checking ----

def _whole(value):
    if isinstance(value, int):
        return value + 0
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _check_date(year, month, day):
    year, month, day = _whole(year), _whole(month), _whole(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond):
    for name, value, limit in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59),
                               ("microsecond", microsecond, 999999)):
        if not 0 <= _whole(value) <= limit:
            raise ValueError(f"{name} must be in 0..{limit}")


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type {type(zone).__name__!r}")


def _check_fold(fold):
    if _whole(fold) not in (0, 1):
        raise ValueError("fold must be either 0 or 1")


def _check_separator(separator):
    if not isinstance(separator, str) or len(separator) != 1:
        raise TypeError(f"isoformat() argument 1 must be a unicode character, not {type(separator).__name__}")


def _check_timespec(place, timespec):
    if not isinstance(timespec, str):
        raise TypeError(f"isoformat() argument {place} must be str, not {type(timespec).__name__}")


def _text_of(value):
    if not isinstance(value, str):
        raise TypeError("fromisoformat: argument must be str")
    return value


def _seconds_of(timestamp):
    if not isinstance(timestamp, (int, float)):
        raise TypeError(f"'{type(timestamp).__name__}' object cannot be interpreted as an integer")
    if timestamp != timestamp:
        raise ValueError("Invalid value NaN (not a number)")
    if abs(timestamp) >= 9.2e18:
        raise OverflowError("timestamp out of range for platform time_t")
    return timestamp


def _shown_time(hour, minute, second, microsecond, timespec):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec not in ("hours", "minutes", "seconds", "milliseconds", "microseconds"):
        raise ValueError("Unknown timespec value")
    text = f"{hour:02}"
    if timespec != "hours":
        text += f":{minute:02}"
        if timespec != "minutes":
            text += f":{second:02}"
            if timespec == "milliseconds":
                text += f".{microsecond // 1000:03}"
            elif timespec == "microseconds":
                text += f".{microsecond:06}"
    return text


def _read_date(text):
    parts = text.split("-")
    if len(parts) != 3 or [len(part) for part in parts] != [4, 2, 2] or not all(part.isdigit() for part in parts):
        return None
    return tuple(int(part) for part in parts)


def _read_time(text):
    """(hour, minute, second, microsecond, tzinfo) of 08:30:00.5+02:00; None where it is not a time."""
    zone = None
    if text.endswith("Z"):
        text, zone = text[:-1], timezone.utc
    for sign in "+-":
        if sign in text:
            text, offset = text.split(sign, 1)
            parts = _read_time(offset)
            if parts is None:
                return None
            shift = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])
            zone = timezone(-shift if sign == "-" else shift)
    text, dot, fraction = text.partition(".")
    parts = text.split(":")
    if not all(part.isdigit() and len(part) == 2 for part in parts) or len(parts) > 3 or (
            dot and not fraction.isdigit()):
        return None
    numbers = [int(part) for part in parts] + [0] * (3 - len(parts))
    return numbers[0], numbers[1], numbers[2], int((fraction + "000000")[:6]), zone


# ---- date ----


def _invalid(text):
    if text[:4].isdigit() and (text[4:5].isdigit() or "W" in text):
        _refuse("fromisoformat of a date without `-`, or of a week: write it as 2024-01-02")
    raise ValueError(f"Invalid isoformat string: {text!r}")


_kept = object()                # replace() leaves this part as it is


class date:
    __slots__ = ("_year", "_month", "_day")

    def __init__(self, year, month, day):
        self._year, self._month, self._day = _check_date(year, month, day)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_EPOCH + _now_ns() / 1e9)

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls(*_date_of_days(int(_seconds_of(timestamp) // 86400)))

    @classmethod
    def fromordinal(cls, ordinal, /):
        n = _whole(ordinal)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_date_of_days(n - _ORDINAL_1970))

    @classmethod
    def fromisoformat(cls, date_string, /):
        parts = _read_date(_text_of(date_string))
        if parts is None:
            _invalid(date_string)
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        first = _days_of_date(year, 1, 4) + _ORDINAL_1970       # 4 January is in the first week
        monday = first - (first + 6) % 7
        next_first = _days_of_date(year + 1, 1, 4) + _ORDINAL_1970
        if not 1 <= week <= (next_first - (next_first + 6) % 7 - monday) // 7:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid day: {day} (range is [1, 7])")
        return cls.fromordinal(monday + (week - 1) * 7 + day - 1)

    def toordinal(self):
        return _days_of_date(self._year, self._month, self._day) + _ORDINAL_1970

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        week = int(self.strftime("%V"))
        return IsoCalendarDate(int(self.strftime("%G")), week, self.isoweekday())

    def isoformat(self):
        return f"{self._year:04}-{self._month:02}-{self._day:02}"

    def timetuple(self):
        return _time_tuple(self._year, self._month, self._day, 0, 0, 0)

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S %Y")

    def replace(self, year=_kept, month=_kept, day=_kept):
        return type(self)(self._year if year is _kept else year, self._month if month is _kept else month,
                          self._day if day is _kept else day)

    def strftime(self, format):
        return _strftime(format, (self._year, self._month, self._day, 0, 0, 0, 0), "", "")

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        return f"datetime.date({self._year}, {self._month}, {self._day})"

    def __str__(self):
        return self.isoformat()

    def _key(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        return self._key() == other._key() if type(other) is type(self) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if type(other) is type(self) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if type(other) is type(self) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if type(other) is type(self) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _checked(type(self), self.toordinal() + other.days)

    def __radd__(self, other):
        return self.__add__(other)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _checked(type(self), self.toordinal() - other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


def _checked(cls, ordinal):
    if not 1 <= ordinal <= 3652059:
        raise OverflowError("date value out of range")
    return cls.fromordinal(ordinal)


_like_native(date, "function")
IsoCalendarDate = _record_class("IsoCalendarDate", ("year", "week", "weekday"), {}, "datetime")


# ---- time ----

class time:
    __slots__ = ("_parts", "_tzinfo", "_fold")

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        _check_zone(tzinfo)
        _check_fold(fold)
        self._parts = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold

    hour = property(lambda self: self._parts[0])
    minute = property(lambda self: self._parts[1])
    second = property(lambda self: self._parts[2])
    microsecond = property(lambda self: self._parts[3])
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string, /):
        parts = _read_time(_text_of(time_string))
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        return cls(*parts)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def replace(self, hour=_kept, minute=_kept, second=_kept, microsecond=_kept, tzinfo=_kept, *, fold=_kept):
        given = (hour, minute, second, microsecond)
        parts = [old if new is _kept else new for old, new in zip(self._parts, given)]
        return type(self)(*parts, self._tzinfo if tzinfo is _kept else tzinfo,
                          fold=self._fold if fold is _kept else fold)

    def isoformat(self, timespec="auto"):
        _check_timespec(1, timespec)
        return _shown_time(*self._parts, timespec) + _shown_offset(self.utcoffset())

    def strftime(self, format):
        return _strftime(format, (1900, 1, 1) + self._parts, self.tzname() or "",
                         _shown_offset(self.utcoffset(), ""))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = list(self._parts)
        while len(parts) > 2 and not parts[-1]:
            parts.pop()
        zone = "" if self._tzinfo is None else f", tzinfo={self._tzinfo!r}"
        return f"datetime.time({', '.join(map(str, parts))}{zone})"

    def __eq__(self, other):
        return self._parts == other._parts if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._parts < other._parts if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._parts <= other._parts if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._parts > other._parts if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._parts >= other._parts if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._parts)


_like_native(time, "function")


# ---- datetime ----

class datetime(date):
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self._year, self._month, self._day = _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond)
        _check_zone(tzinfo)
        _check_fold(fold)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_EPOCH + _now_ns() / 1e9, tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        part, whole = _modf(float(_seconds_of(timestamp)))
        if not -62135596800 <= whole < 253402300800:
            raise ValueError(f"year {_year_of(whole)} is out of range")
        us = int(whole) * 1000000 + _half_even(part * 1e6)
        found = _from_us(cls, us, None)
        return found if tz is None else (found + tz.utcoffset(found)).replace(tzinfo=tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=_kept):
        if not isinstance(date, _date_class):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {type(date).__name__}")
        if not isinstance(time, _time_class):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {type(time).__name__}")
        zone = time.tzinfo if tzinfo is _kept else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone)

    @classmethod
    def fromisoformat(cls, date_string, /):
        day = _read_date(_text_of(date_string)[:10])
        clock = (0, 0, 0, 0, None) if len(date_string) == 10 else _read_time(date_string[11:])
        if day is None or clock is None:
            _invalid(date_string)
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format, /):
        _refuse("datetime.strptime: use datetime.fromisoformat, or datetime(year, month, day)")

    def date(self):
        return _date_class(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def _us(self):
        """Microseconds since 1970 as the fields say, whatever the zone."""
        days = _days_of_date(self._year, self._month, self._day)
        return (days * 86400 + self._hour * 3600 + self._minute * 60 + self._second) * 1000000 + self._microsecond

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def _utc_us(self):
        offset = self.utcoffset()
        return self._us() - (0 if offset is None else offset._us())

    def timestamp(self):
        return self._utc_us() / 1000000

    def astimezone(self, tz=None):
        _check_zone(tz)
        zone = timezone.utc if tz is None else tz
        return (_from_us(type(self), self._utc_us(), None) + zone.utcoffset(self)).replace(tzinfo=zone)

    def timetuple(self):
        return _time_tuple(self._year, self._month, self._day, self._hour, self._minute, self._second)

    def utctimetuple(self):
        return _from_us(datetime, self._utc_us(), None).timetuple()

    def replace(self, year=_kept, month=_kept, day=_kept, hour=_kept, minute=_kept, second=_kept,
                microsecond=_kept, tzinfo=_kept, *, fold=_kept):
        old = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)
        given = (year, month, day, hour, minute, second, microsecond)
        parts = [before if new is _kept else new for before, new in zip(old, given)]
        return type(self)(*parts, self._tzinfo if tzinfo is _kept else tzinfo,
                          fold=self._fold if fold is _kept else fold)

    def isoformat(self, sep="T", timespec="auto"):
        _check_separator(sep)
        _check_timespec(2, timespec)
        clock = _shown_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return f"{self._year:04}-{self._month:02}-{self._day:02}{sep}{clock}{_shown_offset(self.utcoffset())}"

    def strftime(self, format):
        parts = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)
        return _strftime(format, parts, self.tzname() or "", _shown_offset(self.utcoffset(), ""))

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 5 and not parts[-1]:
            parts.pop()
        zone = "" if self._tzinfo is None else f", tzinfo={self._tzinfo!r}"
        return f"datetime.datetime({', '.join(map(str, parts))}{zone})"

    def _comparable(self, other, asks_order=True):
        """The two as numbers; TypeError where one has a zone and the other has not."""
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            if asks_order:
                raise TypeError("can't compare offset-naive and offset-aware datetimes")
            return 0, 1
        return self._utc_us(), other._utc_us()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._comparable(other, False)
        return a == b

    def __lt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._comparable(other)
        return a < b

    def __le__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._comparable(other)
        return a <= b

    def __gt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._comparable(other)
        return a > b

    def __ge__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._comparable(other)
        return a >= b

    def __hash__(self):
        return hash(self._utc_us())

    def __add__(self, other):
        return _from_us(type(self), self._us() + other._us(), self._tzinfo) if isinstance(other, timedelta) else (
            NotImplemented)

    def __radd__(self, other):
        return self.__add__(other)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _from_us(type(self), self._us() - other._us(), self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta(0, 0, self._utc_us() - other._utc_us())


_like_native(datetime, "function")
_date_class, _time_class = date, time


def _year_of(seconds):
    """Of a year that no date can have: from the mean length of a year, counted in cycles of 400 years."""
    cycles, rest = divmod(int(seconds) // 86400, 146097)
    return cycles * 400 + _date_of_days(rest)[0]


def _from_us(cls, us, zone):
    days, rest = divmod(us, _DAY_US)
    if not 1 <= days + _ORDINAL_1970 <= 3652059:
        raise OverflowError("date value out of range")
    seconds, microsecond = divmod(rest, 1000000)
    return cls(*_date_of_days(days), seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond, zone)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = time.resolution = timedelta(microseconds=1)
time.min, time.max = time(0, 0), time(23, 59, 59, 999999)
