"""What a frame held goes in the order of its variables."""
def numbers(name):
    try:
        yield 1
    finally:
        print(name, "ends")


async def never():
    pass


def f():
    mine = numbers("a")
    next(mine)
    forgotten = never()
    more = numbers("b")
    next(more)


f()
print("end")
