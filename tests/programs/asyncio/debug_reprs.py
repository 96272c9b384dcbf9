"""In debug mode, tasks, futures and handles say where they were made."""
import asyncio



def plain(thing):
    return re.sub(r" at (0x[0-9a-f]+|/\S*)", " at 0x0", repr(thing))


async def work():
    await asyncio.sleep(1)
    return 5


def call(x):
    pass


async def main():
    loop = asyncio.get_running_loop()
    print(plain(loop))
    task = asyncio.create_task(work(), name="t")
    print(plain(task))
    await asyncio.sleep(0)
    print(plain(task))
    task.add_done_callback(call)
    print(plain(task))
    await task
    print(plain(task))
    future = loop.create_future()
    print(plain(future))
    future.set_result(1)
    print(plain(future))
    handle = loop.call_soon(call, 1)
    print(plain(handle))
    handle.cancel()
    print(plain(handle))
    timer = loop.call_later(2, call, "arg")
    print(plain(timer))
    timer.cancel()
    print(plain(timer))
    coroutine = work()
    print(plain(coroutine))
    coroutine.close()


asyncio.run(main(), debug=True)
