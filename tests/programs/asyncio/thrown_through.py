"""Contexts of exceptions that are thrown through frames that handle others: which of them counts."""
import asyncio


def chain(error):
    parts = []
    while error:
        parts.append(repr(error))
        error = error.__context__
    return " < ".join(parts)


async def catches_and_raises(future):
    try:
        await future
    except ValueError:
        pass
    raise KeyError("after the except")


async def catches_and_raises_inside(future):
    try:
        await future
    except ValueError:
        raise KeyError("in the except")


async def catches_and_shows(future):
    try:
        await future
    except ValueError:
        pass
    try:
        raise LookupError("shown")
    except LookupError as error:
        print("   inside:", chain(error))
    await asyncio.sleep(0)
    try:
        raise LookupError("shown later")
    except LookupError as error:
        print("   later:", chain(error))


async def handles_and_passes(future):
    try:
        raise OSError("inner")
    except OSError:
        await future


def generator():
    try:
        yield 1
    except ValueError:
        pass
    try:
        raise LookupError("in the generator")
    except LookupError as error:
        print("   generator:", chain(error))
    yield 2
    try:
        raise LookupError("resumed by next")
    except LookupError as error:
        print("   generator:", chain(error))
    yield 3


def delegates():
    try:
        raise TypeError("delegates")
    except TypeError:
        yield from generator()


async def outer(inner, future):
    try:
        raise RuntimeError("outer")
    except RuntimeError:
        await inner(future)


async def plain(inner, future):
    await inner(future)


async def main():
    loop = asyncio.get_running_loop()
    for way in outer, plain:
        for inner in catches_and_raises, catches_and_raises_inside, catches_and_shows, handles_and_passes:
            future = loop.create_future()
            task = asyncio.create_task(way(inner, future))
            await asyncio.sleep(0)
            future.set_exception(ValueError("thrown"))
            try:
                await task
                print(way.__name__, inner.__name__, "fine")
            except Exception as error:
                print(way.__name__, inner.__name__, chain(error))
    for make in generator, delegates:
        try:
            raise RuntimeError("the caller")
        except RuntimeError:
            g = make()
            next(g)
            print(make.__name__, g.throw(ValueError("thrown")))
            print(next(g))
            try:
                g.throw(ValueError("thrown again"))
            except ValueError as error:
                print(chain(error))


asyncio.run(main())
