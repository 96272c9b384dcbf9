"""Tracebacks of task groups and gathers, and what a handler gets."""
import asyncio
import traceback


async def child(n, delay):
    await asyncio.sleep(delay)
    if n % 2:
        raise ValueError(f"child {n}")
    return n


async def nested():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(child(1, 0.1))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(child(3, 0.1))
            inner.create_task(child(5, 0.1))


async def results():
    return await asyncio.gather(child(2, 0.1), child(1, 0.1), return_exceptions=True)


async def lost():
    asyncio.create_task(child(7, 0.1))
    await asyncio.sleep(0.2)


def handler(loop, context):
    print("handler", sorted(context), context["message"], repr(context.get("exception")))


async def main():
    for one in nested, results, lost:
        try:
            print(await one())
        except BaseException:
            traceback.print_exc()
    print(traceback.format_exc())
    asyncio.get_running_loop().set_exception_handler(handler)
    await lost()
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.1)
    try:
        raise ValueError("x")
    except ValueError as error:
        print("".join(traceback.format_exception(error)), traceback.format_exception_only(error))
    raise RuntimeError("end") from ExceptionGroup("why", [ValueError(1)])


asyncio.run(main())
