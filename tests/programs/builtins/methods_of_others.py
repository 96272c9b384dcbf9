"""A method that is got from its class, and called with an object of another one."""

CALLS = [
    ("append", lambda: list.append({}, 1)),
    ("get", lambda: dict.get([], 1)),
    ("pop", lambda: list.pop(())),
    ("upper", lambda: str.upper(1)),
    ("add", lambda: set.add([], 1)),
    ("update", lambda: dict.update([], {})),
    ("of its own", lambda: list.append([], 1)),
    ("upper of its own", lambda: str.upper("a")),
    ("get of its own", lambda: dict.get({1: 2}, 1)),
]

for name, call in CALLS:
    try:
        print(name, call())
    except TypeError as error:
        print(name, "TypeError:", error)
