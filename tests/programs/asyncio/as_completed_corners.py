"""as_completed: its iterator, tasks against coroutines, a timeout in the middle, cancelled, misuse, what is left over."""
import asyncio


async def job(name, seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
    return name


async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(job(n, i)) for i, n in enumerate("cab")]
    iterator = asyncio.as_completed(tasks)
    print(type(iterator).__name__, iter(iterator) is iterator, hasattr(iterator, "__aiter__"), hasattr(iterator, "__await__"))
    first = next(iterator)
    second = next(iterator)
    print(type(first).__name__, await second, await first)
    async for rest in asyncio.as_completed(tasks):
        print(rest is tasks[0], rest.done(), rest.result())
        break
    try:
        print(await anext(asyncio.as_completed([tasks[2]])))
    except Exception as error:
        print(repr(error))
    pending = [asyncio.create_task(job(n, s), name=n) for n, s in (("x", 1), ("y", 3))]
    try:
        async for done in asyncio.as_completed(pending, timeout=2):
            print(done.get_name())
    except TimeoutError as error:
        print(repr(error), [t.done() for t in pending])
    for next_done in asyncio.as_completed([pending[1], job("z", 5)], timeout=2):
        try:
            print(await next_done)
        except TimeoutError as error:
            print(repr(error), loop.time())
    async def loop_over():
        async for done in asyncio.as_completed([asyncio.create_task(job("slow", 9), name="slow")]):
            print("never")
    task = asyncio.create_task(loop_over())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), [t.get_name() for t in asyncio.all_tasks() if t.get_name() == "slow"])
    async for done in asyncio.as_completed([job("e", 1, ValueError("e")), job("f", 2)]):
        try:
            print(await done)
        except ValueError as error:
            print(repr(error), done.exception() is error)
    futures = [loop.create_future() for _ in range(3)]
    for n, future in enumerate(futures):
        loop.call_later(3 - n, future.set_result, n)
    async for future in asyncio.as_completed(futures):
        print(futures.index(future), future.result())
    for wrong in (5, None, loop.create_future(), job("w", 0), [5]):
        try:
            for _ in asyncio.as_completed(wrong):
                pass
        except TypeError as error:
            print(str(error).partition(" at 0x")[0])
        if asyncio.iscoroutine(wrong):
            wrong.close()
    done = loop.create_future()
    done.cancel()
    for next_done in asyncio.as_completed([done]):
        try:
            await next_done
        except asyncio.CancelledError as error:
            print("cancelled", repr(error))
    for next_done in asyncio.as_completed({asyncio.create_task(job("set", 0))}):
        print(await next_done)


asyncio.run(main())
