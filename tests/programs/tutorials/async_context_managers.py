"""Async context managers by class and by generator: order, errors, swallowing, several at once."""
import asyncio
from contextlib import asynccontextmanager, suppress


class Resource:
    def __init__(self, name, swallow=()):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print("acquire", self.name)
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0.1)
        print("release", self.name, kind and kind.__name__, error)
        return kind is not None and issubclass(kind, self.swallow)

    def __repr__(self):
        return f"<{self.name}>"


@asynccontextmanager
async def transaction(log):
    log.append("begin")
    try:
        yield log
    except ValueError as error:
        log.append(f"rollback: {error}")
    except BaseException:
        log.append("rollback")
        raise
    else:
        log.append("commit")
    finally:
        await asyncio.sleep(0)
        log.append("end")


async def main():
    async with Resource("a") as a, Resource("b", ZeroDivisionError) as b:
        print("inside", a, b)
        1 / 0
    async with (
        Resource("c", (KeyError, IndexError)),
        Resource("d"),
    ):
        {}["missing"]
    for error in None, ValueError("bad value"), KeyError("k"):
        log = []
        with suppress(KeyError):
            async with transaction(log) as same:
                assert same is log
                if error:
                    raise error
        print(log)

    @transaction([])
    async def decorated():
        return "decorated"

    print(await decorated())
    try:
        async with Resource("e"):
            raise asyncio.CancelledError("by hand")
    except asyncio.CancelledError as error:
        print(repr(error))


asyncio.run(main())
