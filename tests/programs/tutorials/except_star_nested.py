"""Task groups and except*: nesting, splitting, deriving, notes, what is left over."""
import asyncio
import traceback


class AppError(Exception):
    pass


class Fatal(AppError):
    def __init__(self, code):
        self.code = code
        super().__init__(f"code {code}")


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message, excs)


async def fail(after, exc):
    await asyncio.sleep(after)
    raise exc


async def guarded(after, exc):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(after)
        raise exc


async def inner():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fail(0.1, Fatal(7)))
        tg.create_task(guarded(0.1, OSError(2, "gone")))
        await asyncio.sleep(5)


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(inner())
            tg.create_task(fail(0.1, ValueError("v")))
            tg.create_task(guarded(0.05, KeyError("k")))
    except* Fatal as eg:
        print("fatal", eg.exceptions, [e.code for e in eg.exceptions[0].exceptions])
    except* (ValueError, KeyError) as eg:
        print("values", eg, eg.exceptions)
    except* OSError as eg:
        print("os", repr(eg))
    try:
        try:
            raise MyGroup("mine", [ValueError(1), TypeError(2), MyGroup("deep", [ValueError(3), Fatal(4)])])
        except* TypeError as eg:
            print(type(eg).__name__, eg.exceptions)
            raise AppError("from the handler") from eg
    except ExceptionGroup as eg:
        match, rest = eg.split(ValueError)
        print(repr(match), repr(rest))
        print(eg.subgroup(lambda e: isinstance(e, AppError)))
        eg.add_note("a note")
        traceback.print_exc()
    try:
        try:
            raise KeyError("naked")
        except* KeyError as eg:
            print(repr(eg))
            raise
    except ExceptionGroup as eg:
        print("again", repr(eg))
    def body():
        try:
            raise ExceptionGroup("g", [ValueError(1)])
        except* TypeError:
            print("no")
        else:
            print("no")
        finally:
            print("finally")
    try:
        body()
    except ExceptionGroup as eg:
        print(eg.exceptions, eg.message, eg.args)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fail(0.1, Fatal(1)), name="one")
        tg.create_task(inner(), name="two")


asyncio.run(main())
