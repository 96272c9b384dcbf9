"""TaskGroup: results, failures, cancellation from outside and inside, misuse, nesting."""
import asyncio


async def job(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
        if error:
            raise error
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def show(body):
    try:
        await body()
    except BaseException as error:
        print(f"{body.__name__}: {error!r}")


async def good():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(job("a", 0.2))
        b = group.create_task(job("b", 0.1), name="bee")
        print(group, b.get_name())
    print(a.result(), b.result(), group)


async def one_fails():
    async with asyncio.TaskGroup() as group:
        group.create_task(job("a", 0.2))
        group.create_task(job("b", 0.1, ValueError("b")))
        await asyncio.sleep(5)


async def two_fail():
    async with asyncio.TaskGroup() as group:
        group.create_task(job("a", 0.1, KeyError("a")))
        group.create_task(job("b", 0.1, ValueError("b")))


async def body_fails():
    async with asyncio.TaskGroup() as group:
        group.create_task(job("a", 5))
        await asyncio.sleep(0.1)
        raise OSError("body")


async def child_cancelled():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(job("a", 5))
        group.create_task(job("b", 0.2))
        await asyncio.sleep(0.1)
        task.cancel()


async def nested():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(job("outer", 1))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(job("inner", 0.1, TypeError("t")))


async def dynamic():
    async with asyncio.TaskGroup() as group:
        async def spawn(n):
            print("spawn", n)
            if n:
                group.create_task(spawn(n - 1))
        group.create_task(spawn(3))


async def too_late():
    async with asyncio.TaskGroup() as group:
        pass
    coroutine = job("x", 1)
    try:
        group.create_task(coroutine)
    finally:
        coroutine.close()


async def not_entered():
    coroutine = job("x", 1)
    try:
        asyncio.TaskGroup().create_task(coroutine)
    finally:
        coroutine.close()


async def twice():
    group = asyncio.TaskGroup()
    async with group:
        async with group:
            pass


async def with_timeout():
    async with asyncio.timeout(0.5):
        async with asyncio.TaskGroup() as group:
            group.create_task(job("slow", 5))


async def stop_by_exception():
    class Stop(Exception):
        pass

    async def stopper():
        await asyncio.sleep(0.1)
        raise Stop

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job("a", 5))
            group.create_task(stopper())
    except* Stop:
        print("stopped")


async def main():
    for body in good, one_fails, two_fail, body_fails, child_cancelled, nested, dynamic, too_late, not_entered, twice, with_timeout, stop_by_exception:
        await show(body)
    task = asyncio.create_task(show(one_fails))
    await asyncio.sleep(0.05)
    task.cancel("outside")
    await asyncio.wait([task])
    print(task.cancelled(), asyncio.current_task().cancelling())


asyncio.run(main())
