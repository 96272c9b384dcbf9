"""Runs of loops: asyncio.run, Runner, loops by hand, what they say when they are misused."""
import asyncio


async def main(n=0):
    print("main", n, asyncio.current_task().get_name())
    await asyncio.sleep(n)
    return n


async def leave_some():
    async def stay(n):
        try:
            await asyncio.sleep(n)
        except asyncio.CancelledError:
            print("stay", n, "is cancelled")
            if n == 2:
                raise ValueError("on the way out")
            await asyncio.sleep(1)
    for n in (1, 2, 3):
        asyncio.create_task(stay(n), name=f"stay {n}")
    await asyncio.sleep(0.5)
    return "left"


async def numbers():
    try:
        for n in range(10):
            yield n
    finally:
        print("numbers end")
        await asyncio.sleep(1)
        print("numbers ended")


kept = []


async def abandon():
    async for n in numbers():
        if n == 2:
            break
    print("broken off")
    await asyncio.sleep(0)
    generator = numbers()
    print(await anext(generator))
    kept.append(generator)
    await asyncio.sleep(3)


async def fail():
    await asyncio.sleep(1)
    raise ValueError("failed")


print(asyncio.run(main(1)))
print(asyncio.run(main(2), debug=False))
print(asyncio.run(leave_some()))
asyncio.run(abandon())
try:
    asyncio.run(fail())
except ValueError as error:
    print(repr(error))
for wrong in (main, 3):
    try:
        asyncio.run(wrong)
    except (ValueError, TypeError) as error:
        print(str(error).split(" at 0x")[0])


async def run_inside():
    coroutine = main()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
    try:
        asyncio.get_running_loop().run_until_complete(coroutine)
    except RuntimeError as error:
        print(error)
    try:
        asyncio.new_event_loop().run_until_complete(coroutine)
    except RuntimeError as error:
        print(error)
    try:
        asyncio.get_running_loop().close()
    except RuntimeError as error:
        print(error)
    await coroutine


asyncio.run(run_inside())

with asyncio.Runner() as runner:
    print(runner.run(main(1)), runner.run(main(2)))
    print(runner.get_loop().is_running(), runner.get_loop().is_closed())
    asyncio_task = runner.get_loop().create_task(main(5))
    print(runner.run(main(3)))
print(asyncio_task.cancelled())
try:
    runner.run(main())
except RuntimeError as error:
    print(error)

loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed(), loop.time() > 0)
print(loop.run_until_complete(main(1)))
task = loop.create_task(main(2))
print(loop.run_until_complete(task))
loop.call_later(1, loop.stop)
loop.run_forever()
print("stopped")
loop.call_soon(loop.stop)
try:
    loop.run_until_complete(loop.create_future())
except RuntimeError as error:
    print(error)
loop.stop()
loop.run_forever()
print("one iteration")
loop.run_until_complete(loop.shutdown_asyncgens())
loop.run_until_complete(loop.shutdown_default_executor())
loop.close()
loop.close()
print(loop.is_closed())
for use in (loop.run_forever, lambda: loop.call_soon(print), lambda: loop.call_later(1, print), loop.create_future):
    try:
        print(use())
    except RuntimeError as error:
        print(error)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
print(loop.run_until_complete(asyncio.gather(main(1), main(2))))
loop.close()
