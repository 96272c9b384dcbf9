"""string: its constants."""
import string
from string import ascii_lowercase, digits, punctuation

print(ascii_lowercase, string.ascii_uppercase, string.ascii_letters, digits, string.hexdigits, string.octdigits)
print(repr(punctuation), repr(string.whitespace), repr(string.printable))
print("".join(c for c in "a1!B" if c in string.ascii_letters))
