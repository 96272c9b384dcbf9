"""What is raised while main's exception is on its way out comes in its context."""
import asyncio


def origins(error):
    text = repr(error)
    if error.__cause__ is not None:
        text += f" from ({origins(error.__cause__)})"
    if error.__context__ is not error.__cause__:
        text += f" in ({origins(error.__context__)})"
    return text


async def cleans_up(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print(name, origins(error))
        try:
            raise KeyError(name)
        except KeyError as other:
            print(name, origins(other))
    try:
        raise IndexError(name)
    except IndexError as other:
        print(name, origins(other))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.1)
    except TimeoutError as other:
        print(name, origins(other))
    try:
        int("x")
    except ValueError as other:
        print(name, origins(other))


async def unstarted():
    await asyncio.sleep(0)


async def fails(name):
    try:
        await asyncio.sleep(10)
    finally:
        raise KeyError(name)


async def numbers(name):
    try:
        yield 1
    finally:
        try:
            raise OSError(name)
        except OSError as error:
            print(name, origins(error))


async def main(how):
    asyncio.create_task(cleans_up("task"))
    asyncio.create_task(fails("fails"))
    global kept
    kept = numbers("kept")
    await anext(kept)
    await asyncio.sleep(0)
    asyncio.create_task(unstarted())
    if how == "error":
        raise ValueError("main")
    if how == "cancelled":
        raise asyncio.CancelledError("main")


for how in "well", "error", "cancelled":
    print("----", how)
    try:
        asyncio.run(main(how))
    except BaseException as error:
        print("main", origins(error))
print("---- runner")
try:
    with asyncio.Runner() as runner:
        try:
            runner.run(main("error"))
        except ValueError:
            print("handled")
        raise IndexError("in with")
except IndexError as error:
    print(origins(error))
print("---- handled outside")
try:
    raise LookupError("outside")
except LookupError:
    asyncio.run(main("well"))
