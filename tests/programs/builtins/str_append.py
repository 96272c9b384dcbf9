# s += part: many times in functions, modules, closures and attributes, and what others see of s meanwhile.
text = ""
for i in range(30000):
    text += "ab"
    if i % 10000 == 0:
        kept = text
        text += "é"
        print(len(kept), len(text), kept == text[:-1], kept in {text: 1}, hash(kept) == hash("ab" * (i + 1)))
print(len(text), text.count("é"), text[-3:])


def build(count, first=""):
    made = first
    for i in range(count):
        made += str(i % 10)
    return made


print(len(build(20000)), build(12), build(3, first="x"), build(0, "same"))
start = "start"
print(build(2, start), start, build(2, "start"), "start")


def doubled(word):
    word += word
    word += word
    return word


print(doubled("ab"), doubled(""), doubled("é"))


def outer():
    inner_text = "a"

    def grow():
        nonlocal inner_text
        inner_text += "b"
        return inner_text

    return [grow() for _ in range(3)], inner_text


print(outer())


class Log:
    lines = ""

    def add(self, line):
        self.lines += line + ";"


log = Log()
for i in range(3):
    log.add(f"line {i}")
print(log.lines, repr(Log.lines))

word = "word"
for wrong in (1, None, ["a"]):
    try:
        word += wrong
    except TypeError as error:
        print(error, word)


def unchanged():
    local = "local"
    try:
        local += 5
    except TypeError:
        pass
    return local


print(unchanged())
keys = {}
key = "k"
for i in range(5):
    keys[key] = i
    key += "k"
print(keys, key)
parts = []
part = "p"
for i in range(4):
    parts.append(part)
    part += str(i)
print(parts, part, *(p for p in parts if part.startswith(p)))
pair = left, right = "l", "r"
left += right
print(pair, left, right)
