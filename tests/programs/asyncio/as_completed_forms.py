"""as_completed: both ways of iterating, timeouts, errors, leaving early."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def job(seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
    return seconds


async def main():
    for next_done in asyncio.as_completed([job(0.3), job(0.1), job(0.2)]):
        print(await next_done, asyncio.get_running_loop().time())
    tasks = [asyncio.create_task(job(n / 10)) for n in (2, 1, 3)]
    async for task in asyncio.as_completed(tasks):
        print(task in tasks, tasks.index(task), await task)
    for next_done in asyncio.as_completed([job(0.1), job(0.2, ValueError("x")), job(0.3)]):
        await attempt(next_done)
    for next_done in asyncio.as_completed([job(0.1), job(5)], timeout=1):
        await attempt(next_done)
    try:
        async for task in asyncio.as_completed([job(0.1), job(5)], timeout=1):
            print(task.result())
    except TimeoutError as error:
        print(repr(error))
    for next_done in asyncio.as_completed([]):
        print("never")
    async for _ in asyncio.as_completed([]):
        print("never")
    same = asyncio.create_task(job(0.1))
    print(len([await d for d in asyncio.as_completed([same, same])]))
    for next_done in asyncio.as_completed([job(0.1), job(0.2), job(0.3)]):
        print("first", await next_done)
        break
    for wrong in 5, job(1), same:
        try:
            for _ in asyncio.as_completed(wrong):
                pass
        except TypeError as error:
            print(str(error).partition(" at 0x")[0])
        if asyncio.iscoroutine(wrong):
            wrong.close()
    iterator = asyncio.as_completed([job(0.1)])
    print(type(iterator).__name__, await next(iterator))
    try:
        next(iterator)
    except StopIteration:
        print("stop")
    await asyncio.sleep(10)


asyncio.run(main())
