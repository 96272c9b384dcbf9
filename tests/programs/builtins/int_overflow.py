# written by hand: CPython's ints have no end, a scenario's have 64 bits.
LEAST, MOST = -9223372036854775808, 9223372036854775807


def attempt(function):
    try:
        print(function())
    except OverflowError as error:
        print("OverflowError:", error)


attempt(lambda: MOST + 1)
attempt(lambda: LEAST - 1)
attempt(lambda: 2**62 * 2)
attempt(lambda: 3037000500**2)
attempt(lambda: LEAST * -1)
attempt(lambda: -LEAST)
attempt(lambda: abs(LEAST))
attempt(lambda: LEAST // -1)
attempt(lambda: LEAST % -1)
attempt(lambda: 1 << 63)
attempt(lambda: 3 << 62)
attempt(lambda: 0 << 1000)
attempt(lambda: 1 >> 1000)
attempt(lambda: 2**63)
attempt(lambda: (-2)**63)
attempt(lambda: 0**MOST + 1**MOST + (-1)**MOST)
attempt(lambda: int("9223372036854775808"))
attempt(lambda: int("-9223372036854775808"))
attempt(lambda: int("8000000000000000", 16))
attempt(lambda: int(2.0**63))
attempt(lambda: int(-2.0**63))
attempt(lambda: int(1e30))
attempt(lambda: (1e30).as_integer_ratio())
attempt(lambda: "%d" % 1e30)
attempt(lambda: f"{1e30:.0f} {10.0**30}")
attempt(lambda: round(1e30))
attempt(lambda: sum([MOST, 1]))
attempt(lambda: MOST + 1.0)
