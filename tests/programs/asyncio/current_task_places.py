"""current_task and all_tasks from coroutines, callbacks, generators, after the end, and of another loop."""
import asyncio


async def inner():
    return asyncio.current_task().get_name()


async def numbers():
    yield asyncio.current_task().get_name()


def names():
    return sorted(t.get_name() for t in asyncio.all_tasks())


async def main():
    loop = asyncio.get_running_loop()
    print(await inner(), await asyncio.create_task(inner(), name="child"))
    async for name in numbers():
        print(name)
    loop.call_soon(lambda: print("in a callback", asyncio.current_task()))
    task = asyncio.create_task(asyncio.sleep(1), name="sleeper")
    done = asyncio.create_task(asyncio.sleep(0), name="done")
    print(names())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(names(), done.done())
    future = loop.create_future()
    future.add_done_callback(lambda f: print("in a done callback", asyncio.current_task()))
    future.set_result(None)
    await asyncio.sleep(0)
    task.cancel()
    print(names())
    await asyncio.wait([task])
    print(names(), asyncio.current_task(loop) is asyncio.current_task(), type(asyncio.all_tasks()).__name__)
    other = asyncio.new_event_loop()
    print(asyncio.current_task(other), len(asyncio.all_tasks(other)))
    other.close()


asyncio.run(main())
for ask in (asyncio.current_task, asyncio.all_tasks, asyncio.get_running_loop):
    try:
        print(ask())
    except RuntimeError as error:
        print(ask.__name__, error)
