"""json: dumps and loads."""


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


# ---- writing ----

def _write_float(value, allow_nan):
    if value == value and value not in (float("inf"), float("-inf")):
        return repr(value)
    if not allow_nan:
        raise ValueError(f"Out of range float values are not JSON compliant: {value!r}")
    return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"


def _plain_int(value):
    return str(value + 0)           # an IntEnum's member is written as its number


class _Writer:
    def __init__(self, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator,
                 default, sort_keys):
        self.skipkeys, self.ensure_ascii, self.allow_nan = skipkeys, ensure_ascii, allow_nan
        self.check_circular, self.indent = check_circular, indent
        self.item_separator, self.key_separator = item_separator, key_separator
        self.default, self.sort_keys = default, sort_keys
        self.open = []              # the containers that are being written
        self.parts = []

    def write(self, value):
        if isinstance(value, str):
            self.parts.append(_quote(value, self.ensure_ascii))
        elif value is None:
            self.parts.append("null")
        elif value is True:
            self.parts.append("true")
        elif value is False:
            self.parts.append("false")
        elif isinstance(value, int):
            self.parts.append(_plain_int(value))
        elif isinstance(value, float):
            self.parts.append(_write_float(value, self.allow_nan))
        else:
            self.write_open(value)

    def write_open(self, value):
        if self.check_circular and any(other is value for other in self.open):
            raise ValueError("Circular reference detected")
        self.open.append(value)
        if isinstance(value, (list, tuple)):
            self.write_items(value)
        elif isinstance(value, dict):
            self.write_pairs(value)
        elif self.default is not None:
            self.write(self.default(value))
        else:
            raise TypeError(f"Object of type {value.__class__.__name__} is not JSON serializable")
        self.open.pop()

    def newline(self):
        """What stands before an item at the present depth."""
        return "" if self.indent is None else "\n" + self.indent * len(self.open)

    def end(self, bracket):
        if self.indent is not None:
            self.parts.append("\n" + self.indent * (len(self.open) - 1))
        self.parts.append(bracket)

    def write_items(self, items):
        if not items:
            self.parts.append("[]")
            return
        before = "[" + self.newline()
        for item in items:
            self.parts.append(before)
            before = self.item_separator + self.newline()
            self.write(item)
        self.end("]")

    def key(self, key):
        """The key as JSON has it; None where it is skipped."""
        if isinstance(key, str):
            return key
        if key is None or key is True or key is False:
            return {None: "null", True: "true", False: "false"}[key]
        if isinstance(key, int):
            return _plain_int(key)
        if isinstance(key, float):
            return _write_float(key, self.allow_nan)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def write_pairs(self, mapping):
        if not mapping:
            self.parts.append("{}")
            return
        before = "{" + self.newline()
        first = before
        for key, value in sorted(mapping.items()) if self.sort_keys else mapping.items():
            name = self.key(key)
            if name is None:
                continue
            self.parts.append(before)
            before = self.item_separator + self.newline()
            self.parts.append(_quote(name, self.ensure_ascii))
            self.parts.append(self.key_separator)
            self.write(value)
        if before == first:
            self.parts.append("{}")
        else:
            self.end("}")


class _Encoding:
    """What becomes of arguments that dumps does not know."""

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        pass


class _Decoding:
    """What becomes of arguments that loads does not know."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        pass


_Encoding.__init__.__qualname__ = "JSONEncoder.__init__"
_Decoding.__init__.__qualname__ = "JSONDecoder.__init__"


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    if kw:
        _Encoding(**kw)
    if cls is not None:
        _refuse("json.dumps with `cls`: pass a function as `default`")
    if isinstance(indent, int):
        indent = " " * indent
    item, key = separators if separators is not None else (", " if indent is None else ",", ": ")
    writer = _Writer(skipkeys, ensure_ascii, check_circular, allow_nan, indent, item, key, default, sort_keys)
    writer.write(obj)
    return "".join(writer.parts)


# ---- reading ----

class _Reader:
    def __init__(self, text, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, strict):
        self.text, self.object_hook, self.object_pairs_hook = text, object_hook, object_pairs_hook
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or float
        self.strict = strict

    def skip(self, at):
        text = self.text
        while at < len(text) and text[at] in " \t\n\r":
            at += 1
        return at

    def value(self, at):
        """The value that begins at `at`, and where it ends."""
        text = self.text
        first = text[at:at + 1]
        if first == '"':
            return _unquote(text, at + 1, self.strict, JSONDecodeError)
        if first == "{":
            return self.object(at + 1)
        if first == "[":
            return self.array(at + 1)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if first == word[0] and text.startswith(word, at):
                return value, at + len(word)
        for word, value in (("NaN", "nan"), ("Infinity", "inf"), ("-Infinity", "-inf")):
            if text.startswith(word, at):
                return self.parse_constant(value if self.parse_constant is float else word), at + len(word)
        return self.number(at)

    def digits(self, at):
        text = self.text
        while at < len(text) and text[at] in "0123456789":
            at += 1
        return at

    def number(self, at):
        text = self.text
        begin = at + 1 if text[at:at + 1] == "-" else at
        end = begin + 1 if text[begin:begin + 1] == "0" else self.digits(begin)
        if end == begin:
            raise JSONDecodeError("Expecting value", text, at)
        whole = end
        if text[end:end + 1] == "." and self.digits(end + 1) > end + 1:
            end = self.digits(end + 1)
        if text[end:end + 1] in ("e", "E"):
            behind = end + 2 if text[end + 1:end + 2] in ("+", "-") else end + 1
            if self.digits(behind) > behind:
                end = self.digits(behind)
        parse = self.parse_int if end == whole else self.parse_float
        return parse(text[at:end]), end

    def array(self, at):
        text, items = self.text, []
        at = self.skip(at)
        if text[at:at + 1] == "]":
            return items, at + 1
        while True:
            item, at = self.value(at)
            items.append(item)
            at = self.skip(at)
            sign = text[at:at + 1]
            if sign == "]":
                return items, at + 1
            if sign != ",":
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            comma, at = at, self.skip(at + 1)
            if text[at:at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", text, comma)

    def object(self, at):
        text, pairs = self.text, []
        at = self.skip(at)
        if text[at:at + 1] == "}":
            return self.made(pairs), at + 1
        if text[at:at + 1] != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        while True:
            key, at = _unquote(text, at + 1, self.strict, JSONDecodeError)
            at = self.skip(at)
            if text[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", text, at)
            value, at = self.value(self.skip(at + 1))
            pairs.append((key, value))
            at = self.skip(at)
            sign = text[at:at + 1]
            if sign == "}":
                return self.made(pairs), at + 1
            if sign != ",":
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            comma, at = at, self.skip(at + 1)
            if text[at:at + 1] != '"':
                if text[at:at + 1] == "}":
                    raise JSONDecodeError("Illegal trailing comma before end of object", text, comma)
                raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)

    def made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, strict=True, **kw):
    if not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    if kw:
        _Decoding(**kw)
    if cls is not None:
        _refuse("json.loads with `cls`: pass a function as `object_hook`")
    if s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    reader = _Reader(s, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, strict)
    value, end = reader.value(reader.skip(0))
    end = reader.skip(end)
    if end != len(s):
        raise JSONDecodeError("Extra data", s, end)
    return value
