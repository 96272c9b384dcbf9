# Wrong numbers of arguments and wrong names, for every method of the containers and for their classes.
def attempt(label, function, *args, **keywords):
    try:
        result = function(*args, **keywords)
        print(label, "->", type(result).__name__)
    except Exception as error:
        print(label, "!", type(error).__name__, error)


objects = ([1, 2, 3], (1, 2, 3), {0: 2}, {1}, frozenset([1]), range(3), slice(1), {1: 2}.keys())
methods = {
    "list": "append clear copy count extend index insert pop remove reverse sort",
    "tuple": "count index",
    "dict": "clear copy fromkeys get items keys pop popitem setdefault update values",
    "set": "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update",
    "frozenset": "copy difference intersection isdisjoint issubset issuperset symmetric_difference union",
    "range": "count index",
    "slice": "indices",
    "dict_keys": "isdisjoint",
}
for value in objects:
    name = type(value).__name__
    for method in methods[name].split():
        function = getattr(value, method)
        for count in range(5):
            attempt(f"{name}.{method} {count}", function, *[0] * count)
        attempt(f"{name}.{method} by name", function, foo=1)
        attempt(f"{name}.{method} also by name", function, 0, foo=1)
for make in (list, tuple, dict, set, frozenset, range, slice):
    for count in range(5):
        attempt(f"{make.__name__} {count}", make, *[0] * count)
    attempt(f"{make.__name__} by name", make, foo=1)
    attempt(f"{make.__name__} also by name", make, [], foo=1)
for make, method in ((list, "append"), (tuple, "index"), (dict, "get"), (set, "add"), (frozenset, "union"), (range, "count"), (list, "clear")):
    function = getattr(make, method)
    attempt(f"unbound {method}", function)
    attempt(f"unbound {method}", function, 5, 1)
    attempt(f"unbound {method}", function, "abc", 1)
    attempt(f"unbound {method}", function, make(range(2)) if make not in (dict, range) else {} if make is dict else range(2), *[1] * (method != "clear"))
