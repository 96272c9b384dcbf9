"""json: dumps and loads, their options and their errors."""
import json


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


value = {"name": "Zoë", "n": [1, 2.5, -3, 1e20, True, None], "nested": {"a": {}, "b": []}, "t": (1, 2), 3: "int key", None: 0, True: 1, 1.5: 2}
print(json.dumps(value))
print(json.dumps({"b": 1, "a": [1, {"z": 2}], "e": [], "f": {}}, indent=2, sort_keys=True))
print(json.dumps({"b": 1, "a": [1, 2]}, separators=(",", ":")), json.dumps("ü\n\t\"\\/\x01😀"), json.dumps("ü😀", ensure_ascii=False))
print(json.dumps([float("inf"), float("-inf"), float("nan")]), json.dumps([1], indent="--"))
attempt(json.dumps, object())
attempt(json.dumps, {(1, 2): 3})
attempt(json.dumps, {1, 2})
attempt(json.dumps, float("nan"), allow_nan=False)
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True), json.dumps({"s": {1}}, default=sorted))
circular = []
circular.append(circular)
attempt(json.dumps, circular)
print(json.loads('{"a": [1, 2.0, -1e3, true, false, null], "b": "\\u00e9\\n\\ud83d\\ude00"}'))
print(json.loads(" [ ] "), json.loads('"x"'), json.loads("12"), json.loads("NaN"), json.loads("-Infinity"))
for text in "", "{", "[1,", "[1 2]", '{"a" 1}', '{"a": }', "{'a': 1}", "tru", '"abc', "[1] x", '{"a": 1,}', "[1,]", '"\\x"', "01", '"\n"':
    attempt(json.loads, text)
try:
    json.loads("[1,\n 2,\n x]")
except json.JSONDecodeError as error:
    print(error.msg, error.pos, error.lineno, error.colno, isinstance(error, ValueError))
attempt(json.loads, 5)
print(json.loads('{"a": 1, "a": 2}'), json.loads('[1.5]', parse_float=str), json.loads('{"x": 1}', object_hook=lambda d: list(d.items())))
print(json.loads(json.dumps(value)) == json.loads(json.dumps(json.loads(json.dumps(value)))))
