"""What was cancelled at the end stays where a traceback knows the list of all that were cancelled."""
import asyncio


async def never():
    pass


async def quiet(awaitable):
    await awaitable


async def sleeper(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "ends")


async def main(together):
    asyncio.create_task(sleeper("a"))
    await asyncio.sleep(0.1)
    asyncio.create_task(quiet(never()))
    if together:
        asyncio.create_task(sleeper("b"))


for together in False, True:
    print("run", together)
    asyncio.run(main(together))
    print("after")
print("end")
