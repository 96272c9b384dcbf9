"""What main held when it failed, and when that goes."""
import asyncio
import gc


def numbers(name):
    try:
        yield 1
    finally:
        print(name, "ends")


async def never():
    pass


async def main(name):
    mine = numbers(name)
    next(mine)
    forgotten = never()
    raise ValueError(name)


async def good(name):
    mine = numbers(name)
    next(mine)
    return 3


async def cancelled(name):
    mine = numbers(name)
    next(mine)
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


print(asyncio.run(good("good")))
try:
    asyncio.run(main("run"))
except ValueError as error:
    print("caught", error)
print("after")
gc.collect()
print("collected")
try:
    asyncio.run(cancelled("cancelled"))
except asyncio.CancelledError as error:
    print("caught", error)
print("after")
gc.collect()
print("collected")
with asyncio.Runner() as runner:
    try:
        runner.run(main("runner"))
    except ValueError as error:
        print("caught", error)
    print("after")
    gc.collect()
    print("collected")
loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(main("loop"))
except ValueError as error:
    print("caught", error)
print("after")
gc.collect()
print("collected")
loop.close()
