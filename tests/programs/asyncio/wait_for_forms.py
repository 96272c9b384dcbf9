"""wait_for: in time, late, cancelled, without a limit, with nothing left, errors."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def job(seconds, result="done", error=None):
    try:
        await asyncio.sleep(seconds)
        if error:
            raise error
        return result
    except asyncio.CancelledError:
        print("job cancelled")
        raise


async def slow_to_stop():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(2)
        print("stopped at", asyncio.get_running_loop().time())


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "finished anyway"


async def failing_stop():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise KeyError("while stopping")


async def main():
    await attempt(asyncio.wait_for(job(1), 2))
    await attempt(asyncio.wait_for(job(2), 1))
    await attempt(asyncio.wait_for(job(1), None))
    await attempt(asyncio.wait_for(job(1), timeout=0))
    await attempt(asyncio.wait_for(job(0), timeout=0))
    await attempt(asyncio.wait_for(job(1), -1))
    await attempt(asyncio.wait_for(job(1, error=ValueError("x")), 2))
    await attempt(asyncio.wait_for(slow_to_stop(), 1))
    await attempt(asyncio.wait_for(stubborn(), 1))
    await attempt(asyncio.wait_for(failing_stop(), 1))
    await attempt(asyncio.wait_for(job(1), 1))
    task = asyncio.create_task(job(5))
    await attempt(asyncio.wait_for(task, 1))
    print(task.cancelled())
    done = asyncio.create_task(job(0))
    await done
    await attempt(asyncio.wait_for(done, 0))
    future = asyncio.get_running_loop().create_future()
    await attempt(asyncio.wait_for(future, 0.5))
    print(future.cancelled())
    outer = asyncio.create_task(attempt(asyncio.wait_for(job(5), 3)))
    await asyncio.sleep(1)
    outer.cancel("stop it")
    await outer
    both = asyncio.create_task(attempt(asyncio.wait_for(job(2), 1)))
    asyncio.get_running_loop().call_later(1, both.cancel)
    await asyncio.wait([both])
    print(both.cancelled())
    await attempt(asyncio.wait_for(5, 1))
    try:
        await asyncio.wait_for(job(3), 1)
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), error.__context__ is error.__cause__)


asyncio.run(main())
