"""What a task can be asked, and how it shows itself in each state."""
import asyncio


async def work(n):
    await asyncio.sleep(n)
    return n * 10


async def fail():
    await asyncio.sleep(0)
    raise ValueError("broken")


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("  not now")
    await asyncio.sleep(1)
    return "done anyway"


async def states():
    task = asyncio.create_task(work(1))
    print(task, task.done(), task.cancelled())
    await asyncio.sleep(0)
    print(task)
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.InvalidStateError as error:
            print(repr(error))
    print(await task, task.result(), task.exception(), task)
    print(task.cancel(), task.cancelled())


async def failing():
    task = asyncio.create_task(fail(), name="failing")
    try:
        await task
    except ValueError as error:
        print(repr(error), error is task.exception(), task)
    try:
        task.result()
    except ValueError as error:
        print("again", repr(error))


async def cancelling():
    task = asyncio.create_task(stubborn(), name="stubborn")
    await asyncio.sleep(1)
    print(task.cancel(), task.cancelling(), task)
    print(await task, task.cancelling(), task.uncancel(), task.cancelling(), task.uncancel())
    task = asyncio.create_task(work(5))
    await asyncio.sleep(0)
    print(task.cancel("go away"))
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), task.cancelled(), task)
    try:
        task.result()
    except asyncio.CancelledError as error:
        print("result", repr(error))
    try:
        task.exception()
    except asyncio.CancelledError as error:
        print("exception", repr(error))
    task = asyncio.create_task(work(5))
    task.cancel()
    await asyncio.sleep(0)
    print(task)
    task = asyncio.create_task(work(5))
    task.cancel()
    print(task.uncancel(), task)
    print(await task)


async def names():
    task = asyncio.create_task(work(0), name=17)
    print(repr(task.get_name()), task.get_coro().__name__, task.get_loop() is asyncio.get_running_loop())
    task.set_name("renamed")
    await asyncio.sleep(0)
    print(task.get_name(), asyncio.current_task().get_name())
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    for change in (task.set_result, task.set_exception):
        try:
            change(1)
        except RuntimeError as error:
            print(error)
    await task


async def misuse():
    for wrong in (3, None, work, asyncio.get_running_loop().create_future()):
        try:
            asyncio.create_task(wrong)
        except TypeError as error:
            print(str(error).split(" at 0x")[0])
    task = asyncio.current_task()
    try:
        await task
    except RuntimeError as error:
        print(str(error).split(" cb=")[0])
    coroutine = work(0)
    first = asyncio.create_task(coroutine)
    second = asyncio.create_task(coroutine)
    for t in (first, second):
        try:
            print(await t)
        except RuntimeError as error:
            print(error)


async def main():
    for part in (states, failing, cancelling, names, misuse):
        print(part.__name__)
        await part()


asyncio.run(main())
try:
    asyncio.create_task(work(1))
except RuntimeError as error:
    print(error)
