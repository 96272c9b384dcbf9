"""create_task, ensure_future: names, contexts, wrong arguments, order of starting."""
import asyncio


async def attempt(awaitable):
    try:
        print(repr(await awaitable))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


async def job(n):
    print("start", n, asyncio.current_task().get_name())
    await asyncio.sleep(0)
    return n


async def main():
    loop = asyncio.get_running_loop()
    a = asyncio.create_task(job(1))
    b = asyncio.create_task(job(2), name="named")
    c = loop.create_task(job(3), name=7)
    d = asyncio.ensure_future(job(4))
    print(a.get_name(), b.get_name(), repr(c.get_name()), asyncio.ensure_future(d) is d, "created")
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    print(await a, await b, await c, await d)
    b.set_name("renamed")
    print(b.get_name(), a.done(), b.result(), a.exception(), a.get_coro().__name__, a.get_loop() is loop)
    for wrong in 5, None, job, [job]:
        try:
            asyncio.create_task(wrong)
        except TypeError as error:
            print(str(error).partition(" at 0x")[0])
    try:
        asyncio.ensure_future(5)
    except TypeError as error:
        print(error)
    future = loop.create_future()
    try:
        asyncio.create_task(future)
    except TypeError as error:
        print(str(error).partition(" <")[0])
    future.cancel()
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()), asyncio.isfuture(a), asyncio.iscoroutine(a), asyncio.iscoroutinefunction(job))
    try:
        asyncio.create_task(job(1), nam="x")
    except TypeError as error:
        print(error)
    done = asyncio.create_task(job(5))
    await done
    await attempt(done)
    again = job(6)
    await again
    await attempt(again)


asyncio.run(main())
try:
    asyncio.create_task(None)
except RuntimeError as error:
    print(error)
coroutine = job(9)
try:
    asyncio.create_task(coroutine)
except RuntimeError as error:
    print(error)
coroutine.close()
