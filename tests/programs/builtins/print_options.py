"""print: sep, end, flush, file objects of one's own, wrong options, str() that fails in the middle."""
import sys


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("<flush>")


class OnlyWrite:
    def write(self, text):
        print("wrote", repr(text))


class Fails:
    def __str__(self):
        raise ValueError("no text")


print()
print(1, "two", 3.0, None, [4], sep="-")
print(1, 2, sep="")
print(1, 2, sep=None, end=None)
print("no newline", end="")
print("|", end="!\n")
print(end="only end\n")
print(*range(5), sep=", ")
print("a\tb\\n", repr("a\tb\n"))
w = Writer()
print("x", 5, sep=":", end=".", file=w, flush=True)
print(file=w)
print(w.parts)
print("one", "two", file=OnlyWrite())
print("to the errors", file=sys.stderr)
print("to None", file=None)
print("out", file=sys.stdout, flush=True)
for options in ({"sep": 5}, {"end": 5}, {"file": 5}, {"wrong": 1}, {"file": OnlyWrite(), "flush": True}):
    try:
        print("a", "b", **options)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    print("before", Fails(), "after")
except ValueError as error:
    print(error)
sys.stdout.write("written\n")
print(sys.stdout.write("abc"), end="\n")
print("é", "日本", "😀", "\x00".isprintable(), "\u200b".encode if False else "")
print(print("inner"))
real = sys.stdout
sys.stdout = w
print("captured")
sys.stdout = real
print(w.parts[-2:])
