# Case, and the questions about letters, in scripts with surprises.


def escaped(value):
    return f"{value!a}"


texts = ("", "hello wORLD", "straße", "ﬁne ﬂow", "İstanbul ısı", "ŉ ǰ ΐ", "ΟΔΥΣΣΕΥΣ ΣΑΣ Σ", "Σ.Σ'Σ σς", "ǆ ǅ Ǆ",
         "ᾳ ᾼ ᾷ", "they're bill's friends", "x1y2 3z", "Ⅷ ⅷ ⓐ Ⓐ", "ЖИЗНЬ жизнь", "日本", "𐐀𐐨", "éÉ", "ªº", "don’t",
         "A", "1a", "a1B2", "Title Case", "Title case", "µ ſ")
for text in texts:
    print(escaped(text), *[escaped(method(text)) for method in
                         (str.lower, str.upper, str.title, str.capitalize, str.swapcase, str.casefold)])
    print(text.islower(), text.isupper(), text.istitle())

questions = (str.isalpha, str.isalnum, str.isdecimal, str.isdigit, str.isnumeric, str.isspace, str.isprintable,
             str.isascii, str.isidentifier, str.islower, str.isupper, str.istitle)
for text in texts + ("12", "١٢", "²", "½", "①", "四", "卌", " \t", "\u2003", "\x1c", "_", "a_1", "1_a", "·a", "a·",
                     "\u0301", "a\u0301", "\x00", "\x7f", "\xa0", "\xad", "\u200b", "\ud800", "\ue000", "℘", "a℘",
                     "゛", "class", "ª", "ⅷ", "Ⓐ", "ᾳ"):
    print(escaped(text), "".join("01"[question(text)] for question in questions))

# Every code point below 0x600, in short: what it becomes and what it is.
for start in range(0, 0x600, 32):
    letters = [chr(code) for code in range(start, start + 32)]
    print(hex(start), escaped("".join(letters).lower()), escaped("".join(letters).upper()),
          *["".join("01"[question(letter)] for letter in letters) for question in questions])
