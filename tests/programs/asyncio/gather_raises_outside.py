"""While main fails, what a gather hands on comes in the context of that: a task calls its result(), which raises."""
import asyncio


def origins(error):
    return repr(error) + (f" in ({origins(error.__context__)})" if error.__context__ else "")


async def stubborn():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.1)
        raise ValueError("stubborn")


async def quiet(awaitable):
    for _ in range(2):
        try:
            await awaitable
        except ValueError as error:
            print(origins(error))
        except asyncio.CancelledError as error:
            print(origins(error))


async def main():
    asyncio.create_task(quiet(asyncio.gather(stubborn())))
    asyncio.create_task(quiet(asyncio.create_task(stubborn())))
    await asyncio.sleep(0.1)
    raise LookupError("main")


try:
    asyncio.run(main())
except LookupError as error:
    print(origins(error))
