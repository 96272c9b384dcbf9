"""traceback: what an exception's report looks like."""

import sys


def _check(limit, chain):
    if limit is not None or not chain:
        _refuse("traceback with `limit` or `chain`: leave them out")


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    _check(limit, chain)
    shown = exc if value is None else value
    if shown is None:
        return ["NoneType: None\n"]
    return _format_exception(shown).splitlines(keepends=True)


def format_exception_only(exc, /, value=None):
    shown = exc if value is None else value
    return [_format_line(shown) + "\n"]


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    _write("".join(format_exception(exc, value, tb, limit, chain)), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_handled(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    _write(format_exc(limit, chain), file)


def _write(text, file):
    (sys.stderr if file is None else file).write(text)
