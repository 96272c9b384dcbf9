"""Which parameter a wrong keyword may have meant: the nearest, if no more than a third of the letters has to change."""
from dataclasses import dataclass


@dataclass
class Order:
    number: int
    amount: float = 0.0
    note: str = ""


def serve(table, waiter=None, *, tip=0, courses=1, **others):
    return others


def seat(guest, table, *, at=0, quiet=False):
    return guest, table, at, quiet


def attempt(name, function, **options):
    try:
        print(name, function(**options))
    except TypeError as error:
        print(name, error)


for wrong in ("tabel", "table_", "TABLE", "Guest", "gust", "quite", "q", "ad", "a", "guests", "nothing", "tables_of_guests"):
    attempt(wrong, seat, **{wrong: 1})
    attempt(wrong, Order, **{wrong: 1})
for wrong in ("nmber", "numbr", "Number", "NUMBER", "amont", "amounts", "not_", "nota", "node", "nite", "n"):
    attempt(wrong, Order, **{wrong: 1})
attempt("serve", serve, table=1, wiater=2)
for wrong in ("revers", "reversed", "KEY", "kye", "k", "ke"):
    attempt(wrong, lambda **options: [].sort(**options), **{wrong: None})
for wrong in ("sp", "Sep", "ends", "file_", "flash"):
    attempt(wrong, lambda **options: print("", **options), **{wrong: None})
