# repr, ascii and str of strs.


def escaped(value):
    return f"{value!a}"


texts = ("", "a", "'", '"', "'\"", "\\", "\n\r\t\b\x00\x1f\x7f\x80\x9f\xa0\xad\xff", "é日😀", "\u200b\u2028\ufeff",
         "\ud800x\udfff",
         "\u0378\U000e0001\U0010ffff", "it's", 'say "hi"', "\\'", "a\\nb", "\u0301", "\U0001f9ff", "\u202e")
for text in texts:
    print(escaped(repr(text)), escaped(text), f"{escaped(text)!a}", escaped(str(text)), escaped([text]),
          escaped((text, {text: text})))
for start in range(0, 0x500, 16):
    print(escaped(repr("".join(chr(code) for code in range(start, start + 16)))))
print(str(), str(object="x"), str(1), str(None), str([1, "a"]), str(encoding="utf-8"), repr(str), type("").__name__)
print([ord(c) for c in "aé日😀\ud800"], [chr(n) for n in (97, 233, 26085, 128512)], chr(65) is chr(65))
