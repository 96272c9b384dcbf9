"""asyncio.Runner and run: reuse, debug, errors, what is left is cancelled."""
import asyncio


async def job(n):
    await asyncio.sleep(n)
    return n


async def left_behind():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("cancelled at the end")
        await asyncio.sleep(1)
        print("cleaned up")
        raise
    finally:
        print("finally")


async def main():
    asyncio.create_task(left_behind(), name="left")
    await asyncio.sleep(0)
    return "main's result"


async def fails_at_the_end():
    try:
        await asyncio.sleep(100)
    finally:
        raise ValueError("in cleanup")


async def main2():
    task = asyncio.create_task(fails_at_the_end(), name="failing")
    await asyncio.sleep(0)


async def main3():
    asyncio.create_task(left_behind())
    await asyncio.sleep(0)
    raise KeyError("main failed")


print(asyncio.run(main()))
asyncio.run(main2())
try:
    asyncio.run(main3())
except KeyError as error:
    print(repr(error))
with asyncio.Runner() as runner:
    print(runner.run(job(1)), runner.run(job(2)))
    loop = runner.get_loop()
    print(loop.is_closed(), loop.time())
print(loop.is_closed())
with asyncio.Runner(debug=True) as runner:
    print(runner.get_loop().get_debug())
runner = asyncio.Runner()
try:
    runner.run(main())
finally:
    runner.close()
runner.close()
for action in (lambda: runner.run(None), lambda: runner.get_loop(), lambda: asyncio.Runner().run("x"), lambda: asyncio.run(None), lambda: asyncio.run(job)):
    try:
        action()
    except (RuntimeError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).partition(" at 0x")[0])


async def exits():
    raise SystemExit("bye")


async def cancels():
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


for main4 in exits, cancels:
    try:
        asyncio.run(main4())
    except BaseException as error:
        print(repr(error))
print(asyncio.run(job(0), debug=False))
