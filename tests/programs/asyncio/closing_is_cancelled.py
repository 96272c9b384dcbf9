"""A task that closes an abandoned generator is cancelled before it begins: the generator is cancelled."""
import asyncio


async def numbers(name):
    try:
        yield 1
        print("goes on")
    except asyncio.CancelledError as e:
        print(name, "cancelled", repr(e))
    finally:
        print(name, "ends")


async def main():
    mine = numbers("a")
    await anext(mine)
    mine = numbers("b")
    await anext(mine)
    await asyncio.sleep(0)
    mine = numbers("c")
    await anext(mine)
    mine = None


asyncio.run(main())
print("end")
