import asyncio


async def count(name):
    try:
        for number in range(3):
            yield number
    finally:
        print(name, "ends")


async def open_and_fail(name):
    numbers = count(name)
    await anext(numbers)
    raise ValueError(name)


async def kept_by_the_task():
    """The task keeps its exception, the traceback its frame, and the frame the generator."""
    task = asyncio.create_task(open_and_fail("first"))
    print(await asyncio.gather(task, return_exceptions=True))
    await asyncio.sleep(0)
    print("the task goes")
    del task
    await asyncio.sleep(0)
    print("over")


async def kept_while_handled():
    try:
        await open_and_fail("second")
    except ValueError as error:
        print("handled", error)
        await asyncio.sleep(0.1)
        print("still")
    print("not any more")
    await asyncio.sleep(0.1)


async def kept_as_context():
    try:
        try:
            await open_and_fail("third")
        except ValueError:
            raise KeyError("another")
    except KeyError as error:
        kept = error
    await asyncio.sleep(0.1)
    print("had", repr(kept.__context__))
    kept.__context__ = None
    await asyncio.sleep(0.1)
    kept = None


async def caught_inside(name, errors):
    numbers = count(name)
    await anext(numbers)
    try:
        raise ValueError(name)
    except ValueError as error:
        errors.append(error)
    return name


async def caller(name, errors):
    outer = count(name + " outer")
    await anext(outer)
    return await caught_inside(name, errors)


async def kept_after_a_return():
    """A frame that ended well stays too, where an exception went through it, and so do its callers."""
    errors = []
    print(await caller("fourth", errors))
    await asyncio.sleep(0.1)
    print("let go of", errors.pop().args)
    await asyncio.sleep(0.1)


async def kept_without_traceback():
    errors = []
    print(await caught_inside("fifth", errors))
    await asyncio.sleep(0.1)
    errors[0].__traceback__ = None
    await asyncio.sleep(0.1)


async def raised_again():
    kept = None
    for name in "sixth", "seventh":
        try:
            try:
                await open_and_fail(name)
            except ValueError:
                await asyncio.sleep(0)
                raise
        except ValueError as error:
            kept = error
        print("round", kept)
        await asyncio.sleep(0.1)
    kept = None
    await asyncio.sleep(0.1)


async def main():
    for part in (kept_by_the_task, kept_while_handled, kept_as_context, kept_after_a_return, kept_without_traceback,
                 raised_again):
        print("----", part.__name__)
        await asyncio.create_task(part())
        await asyncio.sleep(1)


asyncio.run(main())
