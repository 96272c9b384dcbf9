"""Of the frames that a traceback keeps, the innermost goes first."""
import asyncio


def numbers(name):
    try:
        yield 1
    finally:
        print(name, "ends")


async def fail():
    mine = numbers("fail's")
    next(mine)
    raise ValueError(1)


async def w3():
    mine = numbers("w3's")
    next(mine)
    try:
        await asyncio.create_task(fail())
    except ValueError as errors:
        print("error")
    print("behind")
    return 1

async def w4():
    mine = numbers("w4's")
    next(mine)
    try:
        await fail()
    except ValueError as errors:
        print("error")
        mine = None
        print("none")
    print("behind")
    return 1

def s5():
    mine = numbers("s5's")
    next(mine)
    def fail5():
        mine = numbers("fail5")
        next(mine)
        raise ValueError(1)
    fail5()

async def main():
    for one in w3,w4:
        task = asyncio.create_task(one())
        task.add_done_callback(lambda task: print("done"))
        await asyncio.sleep(1)
    try:
        s5()
    except ValueError:
        print("s5")
    print("s5 over")
asyncio.run(main())
