"""Slices: bounds, steps, assignment and deletion."""


def attempt(action, *args, **kwargs):
    try:
        print(repr(action(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


s = "abcdefgh"
print(s[2:5], s[:3], s[5:], s[-3:], s[:-2], s[::2], s[::-1], s[6:2:-2], s[10:], s[-100:2], s[3:3], s[5:2])
l = list(range(10))
l[2:5] = ["x"]
print(l)
l[1:1] = [100, 200]
print(l)
l[:0] = "ab"
l[len(l):] = ["end"]
print(l)
l[::3] = [None] * len(l[::3])
print(l)
attempt(l.__setitem__, slice(None, None, 2), [1])
del l[::2]
print(l)
del l[1:3], l[-1]
print(l)
l[:] = []
print(l)
t = (1, 2, 3, 4)
print(t[1:], t[::-1], t[-1:], s[slice(1, 4)], list(range(20))[slice(None, None, 7)], range(10)[2:8:3])
attempt(lambda: s[::0])
attempt(lambda: s["a":])
attempt(lambda: s[1.5])
attempt(lambda: t[9])
attempt(lambda: [][0])
attempt(lambda: s[100])
attempt(lambda: (1,)["a"])
attempt(lambda: {}[1:2])
attempt(lambda: 5[0])


class Show:
    def __getitem__(self, key):
        return key


show = Show()
print(show[1], show[1:2], show[1:2, 3], show[..., ::2], show[:], show[()], show[1,], show[(1, 2):])
copy = l[:] if l else [1][:]
print(copy, [1, 2, 3][True], "abc"[-1], [*range(5)][1:-1])
