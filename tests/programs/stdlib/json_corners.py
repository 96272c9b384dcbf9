"""json: every kind of value and option out and in, keys, separators, sorting, non-ASCII, nested errors with line and column, cycles."""
import json


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


value = {"a": [1, 2.5, True, None, "é\n\"\\\t\u2028"], "b": {}, "c": [], "n": -0.0, "big": 1e300, "t": (1, (2,))}
for options in ({}, {"indent": 2}, {"indent": "\t"}, {"indent": 0}, {"separators": (",", ":")}, {"sort_keys": True}, {"ensure_ascii": False}, {"indent": 1, "separators": (" ;", " = ")}):
    attempt(options, lambda: json.dumps(value, **options))
attempt("keys", lambda: json.dumps({1: "int", 1.5: "float", True: "bool", None: "none", "s": "str"}))
attempt("tuple key", lambda: json.dumps({(1, 2): 3}))
attempt("skipkeys", lambda: json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))
attempt("set", lambda: json.dumps({1, 2}))
attempt("object", lambda: json.dumps(object))
attempt("default", lambda: json.dumps({"s": {3, 1}, "c": complex if False else range(2)}, default=lambda o: sorted(o)))
attempt("default fails", lambda: json.dumps(object(), default=lambda o: o))
attempt("nan", lambda: json.dumps([float("nan"), float("inf"), -float("inf")]))
attempt("no nan", lambda: json.dumps(float("nan"), allow_nan=False))
attempt("mixed sort", lambda: json.dumps({1: 1, "a": 2}, sort_keys=True))
circle = []
circle.append(circle)
attempt("circle", lambda: json.dumps(circle))
table = {}
table["me"] = [table]
attempt("dict circle", lambda: json.dumps(table))
for text in ('{"a": [1, 2.0, -3e2, true, false, null, "x\\u00e9\\n\\ud83d\\ude00"]}', " [ ] ", "5", '"s"', "NaN", "-Infinity", "[1,2,]", '{"a":1,}', "{'a': 1}", "[1 2]", '{"a" 1}', '{"a":}', "", "   ", "nul", "[1", '{"a": 1', '"abc', '"a\nb"', '"\\x"', '"\\u12"',
             "01", "1.", ".5", "+1", "--1", "[1] 2", "{1: 2}", "tru", '{"a": 1 "b": 2}', '{"a": 1, "a": 2}', '[1,\n 2,\n x]', "9223372036854775807", "1E5", "1e400", '["\\ud800"]', "[[[[]]]]", '{"": {}}', "\ufeff1"):
    attempt(repr(text), lambda: json.loads(text))
try:
    json.loads('{"a": 1,\n "b": oops}')
except json.JSONDecodeError as error:
    print(error.msg, error.pos, error.lineno, error.colno, isinstance(error, ValueError), repr(error.doc))
attempt("hook", lambda: json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())))
attempt("pairs", lambda: json.loads('{"a": 1, "a": 2}', object_pairs_hook=lambda pairs: pairs))
attempt("floats", lambda: json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: s + "!"))
attempt("loads None", lambda: json.loads(None))
attempt("loads list", lambda: json.loads([1]))
attempt("round trip", lambda: json.loads(json.dumps(value)) == {**value, "t": [1, [2]]})
attempt("indent nested", lambda: json.dumps([[], {}, [[]], {"a": []}], indent=2))
attempt("strings", lambda: json.dumps("\x00\x1f\x7f\x80/<>&'😀"))
