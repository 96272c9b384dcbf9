"""The loop's own methods outside and inside: run_until_complete, run_forever, stop, close, handlers."""
import asyncio


async def job(n):
    await asyncio.sleep(n)
    return n * 2


def attempt(action, *args):
    try:
        print(repr(action(*args)))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(job(1)), loop.time(), loop.is_running(), loop.is_closed(), asyncio.get_event_loop() is loop)
future = loop.create_future()
loop.call_later(2, future.set_result, "later")
print(loop.run_until_complete(future), loop.time())
task = loop.create_task(job(3))
loop.call_soon(loop.stop)
loop.run_forever()
print(task.done(), loop.run_until_complete(task))
handle = loop.call_soon(print, "never")
handle.cancel()
print(handle.cancelled())
timer = loop.call_later(5, print, "timer")
print(timer.when() - loop.time(), timer.cancelled())
loop.call_at(loop.time() + 1, loop.stop)
loop.call_soon(print, "a")
loop.call_soon(print, "b", "c")
loop.run_forever()
print(loop.time())


def handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")))


loop.set_exception_handler(handler)
print(loop.get_exception_handler() is handler)
loop.call_soon(lambda: 1 / 0)
loop.run_until_complete(job(0))
loop.call_exception_handler({"message": "by hand", "exception": KeyError("k")})
loop.set_exception_handler(None)
attempt(loop.set_exception_handler, 5)
attempt(loop.run_until_complete, 5)
attempt(loop.call_later, "x", print)
attempt(loop.call_soon)
attempt(loop.call_later, None, print)


async def inside():
    running = asyncio.get_running_loop()
    attempt(running.close)
    coroutine = job(1)
    attempt(running.run_until_complete, coroutine)
    coroutine.close()
    print(running is loop, running.is_running(), running)
    running.call_soon(print, "soon")
    running.call_later(-1, print, "past")
    running.call_later(0, print, "zero")
    await asyncio.sleep(0)
    await asyncio.sleep(0)


loop.run_until_complete(inside())
attempt(loop.run_until_complete, loop.create_task(asyncio.sleep(1, "slept")))


async def stops():
    asyncio.get_running_loop().stop()
    await asyncio.sleep(1)


attempt(loop.run_until_complete, stops())
print(timer.cancel(), timer.cancelled())
loop.close()
print(loop.is_closed(), loop)
attempt(loop.call_soon, print)
coroutine = job(1)
attempt(loop.run_until_complete, coroutine)
coroutine.close()
loop.close()
