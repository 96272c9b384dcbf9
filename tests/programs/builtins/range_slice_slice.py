# slice objects: their fields, indices, comparisons, and what [a:b:c] gives to a class of the program.
def attempt(label, function, *args, **keywords):
    try:
        print(label, args, keywords or "", "->", function(*args, **keywords))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


for arguments in ((5,), (1, 5), (1, 5, 2), (None,), (None, None, None), ("a", "b", "c"), (), (1, 2, 3, 4), ([],)):
    attempt("slice", slice, *arguments)
attempt("by name", slice, stop=5)
s = slice(1, 10, 2)
print(s.start, s.stop, s.step, s, repr(slice(None)), str(slice(1, None)), type(s).__name__)
for part in (slice(None), slice(1, 10, 2), slice(-3, None), slice(None, None, -1), slice(5, 2), slice(100, -100, -3), slice(None, -1)):
    print(part, [part.indices(length) for length in (0, 1, 4, 10)])
attempt("indices", s.indices, -1)
attempt("indices", s.indices, "a")
attempt("indices", s.indices, 1.5)
attempt("indices", slice(None, None, 0).indices, 5)
attempt("indices", slice("a").indices, 5)
attempt("indices", slice(None, None, 1.5).indices, 5)
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 2, None), slice(1, 2) == slice(1, 2, 1), slice(1) != slice(2), slice(1, 2) == (1, 2, None), slice(1, 2) < slice(1, 3), slice(2) > slice(1) if False else "")
attempt("<", lambda: slice(None) < slice(1))
attempt("<", lambda: slice(1) < 5)
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): "x"}[slice(1, 2)])
attempt("hash", lambda: hash(slice([])))
try:
    s.start = 5
except AttributeError as error:
    print(error)


class Shows:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("delete", key)


shows = Shows()
print(shows[1], shows[1:2], shows[:], shows[::2], shows[1:2, 3], shows["a":"b"], shows[:, 1:2:3], shows[...], shows[()])
shows[1:2] = 5
del shows[::2], shows[1]
