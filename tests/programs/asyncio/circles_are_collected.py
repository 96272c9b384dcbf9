"""Generators and coroutines that only a circle holds."""
import asyncio
import gc


def numbers(name):
    try:
        yield 1
    finally:
        print(name, "ends")


async def anumbers(name):
    try:
        yield 1
    finally:
        print(name, "ends")


async def never():
    pass


def circle(name):
    mine = numbers(name)
    next(mine)
    try:
        raise ValueError(name)
    except ValueError as e:
        error = e


async def acircle(name):
    mine = anumbers(name)
    await anext(mine)
    try:
        raise ValueError(name)
    except ValueError as e:
        error = e


async def ncircle():
    mine = never()
    try:
        raise ValueError
    except ValueError as e:
        error = e


async def main():
    circle("plain")
    await acircle("async")
    await ncircle()
    print("collect")
    print(gc.collect() > 0)
    await asyncio.sleep(0.1)
    circle("plain 2")
    await acircle("async 2")
    await ncircle()
    print("over")


asyncio.run(main())
circle("plain 3")
print("end")
