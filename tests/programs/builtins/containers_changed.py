"""Containers that change while they are walked, sorted, compared, printed or looked into."""


def attempt(name, action):
    try:
        print(name, repr(action()))
    except Exception as error:
        print(name, type(error).__name__, error)


def add_while_walking():
    d = {1: 1}
    for key in d:
        d[key + 1] = 1


def delete_while_walking():
    d = {1: 1, 2: 2, 3: 3}
    for key in d:
        del d[key]


def replace_while_walking():
    d = {1: 1, 2: 2}
    seen = []
    for key in d:
        d[key] = key * 10
        seen.append(key)
    return seen, d


def same_size():
    d = {1: 1, 2: 2, 3: 3}
    seen = []
    for key in d:
        seen.append(key)
        del d[key]
        d[key + 10] = 0
        if len(seen) > 20:
            break
    return len(seen)


def items():
    d = {1: 1, 2: 2}
    for key, value in d.items():
        d.pop(2, None)
        d[5] = d[6] = 1


def values():
    d = dict.fromkeys(range(3))
    for value in d.values():
        d.clear()


def copy_is_fine():
    d = {1: 1, 2: 2}
    for key in list(d):
        del d[key]
    return d


def set_changes():
    s = {1, 2, 3}
    for item in s:
        s.add(item + 100)


def set_discards():
    s = {1, 2, 3}
    for item in s:
        s.discard(item)


def list_grows():
    items = [1, 2, 3]
    seen = []
    for item in items:
        seen.append(item)
        if item < 3:
            items.append(item + 1)
    return seen, items


def list_shrinks():
    items = list(range(8))
    for item in items:
        items.remove(item)
    return items


def list_cleared():
    items = [1, 2, 3]
    for item in items:
        items.clear()
    return items


def reversed_shrinks():
    items = [1, 2, 3, 4]
    seen = []
    for item in reversed(items):
        seen.append(item)
        items.pop(0)
    return seen, items


def exhausted_iterator_stays():
    items = [1]
    iterator = iter(items)
    first = list(iterator)
    items.append(2)
    return first, list(iterator)


def sort_sees_empty():
    items = [3, 1, 2]
    seen = []

    def key(item):
        seen.append(len(items))
        return item
    items.sort(key=key)
    return seen, items


def sort_changed():
    items = [3, 1, 2]
    items.sort(key=lambda item: items.append(item) or item)


def sort_fails():
    items = [3, "a", 1]
    try:
        items.sort()
    finally:
        print("  left:", sorted(map(str, items)))


def sort_key_fails():
    items = [3, 0, 1]
    try:
        items.sort(key=lambda n: 1 // n)
    except ZeroDivisionError:
        return items


class Shrinks:
    def __init__(self, items):
        self.items = items

    def __eq__(self, other):
        self.items.clear()
        return False


def compare_changes():
    items = []
    items += [Shrinks(items), 1, 2]
    return items == [0, 1, 2], items


def index_changes():
    items = []
    items += [Shrinks(items), 1, 2]
    return items.index(5)


def remove_changes():
    items = []
    items += [Shrinks(items), 1, 2]
    items.remove(5)


def count_changes():
    items = []
    items += [Shrinks(items), 1, 2]
    return items.count(5), items


def contains_changes():
    items = []
    items += [Shrinks(items), 1, 2]
    return 5 in items, items


class Repr:
    def __init__(self, items):
        self.items = items

    def __repr__(self):
        if len(self.items) > 1:
            self.items.pop()
        return "R"


def repr_changes():
    items = []
    items += [Repr(items), 1, 2, 3]
    return repr(items), len(items)


class Key:
    def __init__(self, name, table):
        self.name, self.table = name, table

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.table.clear()
        return False


def dict_eq_clears():
    table = {}
    table[Key("a", table)] = 1
    table[Key("b", table)] = 2
    return len(table)


def dict_get_clears():
    table = {}
    table[Key("a", table)] = 1
    return table.get(Key("x", {})), len(table)


def extend_itself():
    items = [1, 2]
    items.extend(items)
    items[1:1] = items
    items += items
    return items


def extend_by_iterator_of_itself():
    items = [1, 2]
    iterator = iter(items)
    for item in iterator:
        if len(items) < 6:
            items.append(item)
    return items


def update_itself():
    d = {1: 1}
    d.update(d)
    s = {1, 2}
    s.update(s)
    s.difference_update(s)
    return d, s


def holds_itself():
    items, d = [1], {}
    items.append(items)
    d["self"] = d
    d["list"] = items
    items.append((items, d))
    return str(items), str(d)


def equal_cycles():
    a, b = [], []
    a.append(b)
    b.append(a)
    return a == b


def deque_changes():
    from collections import deque
    queue = deque([1, 2, 3])
    for item in queue:
        queue.append(item)


def enumerate_and_zip():
    items = [1, 2]
    seen = []
    for (i, a), b in zip(enumerate(items), items):
        seen.append((i, a, b))
        if len(items) < 4:
            items.append(9)
    return seen


def generator_is_running():
    def g():
        yield next(me)
    me = g()
    return next(me)


def assigned_slice():
    items = list(range(5))
    items[1:4] = (x for x in items)
    return items


def unpack_pops():
    d = {"a": 1, "b": 2}
    return {**d, **{k: d.pop(k) for k in list(d)}}, d


for action in (add_while_walking, delete_while_walking, replace_while_walking, same_size, items, values, copy_is_fine, set_changes, set_discards, list_grows, list_shrinks, list_cleared, reversed_shrinks, exhausted_iterator_stays, sort_sees_empty, sort_changed, sort_fails, sort_key_fails, compare_changes, index_changes, remove_changes, count_changes, contains_changes, repr_changes, dict_eq_clears, dict_get_clears, extend_itself, extend_by_iterator_of_itself, update_itself, holds_itself, equal_cycles, deque_changes, enumerate_and_zip, generator_is_running, assigned_slice, unpack_pops):
    attempt(action.__name__, action)
