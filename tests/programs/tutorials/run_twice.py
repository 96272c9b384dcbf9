"""asyncio.run twice, a run inside a run, and a Runner that keeps its loop."""
import asyncio

names = []


async def main(name):
    loop = asyncio.get_running_loop()
    print(name, asyncio.current_task().get_name(), loop.time(), names)
    names.append(name)
    await asyncio.sleep(1)
    return loop


async def inner():
    coroutine = main("inner")
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
        coroutine.close()


first = asyncio.run(main("first"))
second = asyncio.run(main("second"))
print(first is second, first.is_closed(), second.is_running())
asyncio.run(inner())
with asyncio.Runner() as runner:
    a = runner.run(main("a"))
    b = runner.run(main("b"))
    print(a is b is runner.get_loop(), runner.get_loop().is_closed())
    print(asyncio.iscoroutinefunction(main))
try:
    runner.run(main("closed"))
except RuntimeError as error:
    print(error)
try:
    asyncio.run(42)
except ValueError as error:
    print(error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
