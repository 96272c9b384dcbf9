"""asyncio.Runner: several runs on one loop, contexts, own loop factory, errors before and after."""
import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)


async def count():
    var.set(var.get() + 1)
    await asyncio.sleep(0.1)
    return var.get(), asyncio.current_task().get_name(), asyncio.get_running_loop().time()


async def leave():
    async def background():
        try:
            await asyncio.sleep(100)
        finally:
            print("background is cancelled at the end")
    asyncio.create_task(background(), name="bg")
    await asyncio.sleep(0)
    return asyncio.all_tasks()


async def crash():
    raise RuntimeError("crash")


def factory():
    loop = asyncio.new_event_loop()
    print("factory makes a loop", loop.get_debug())
    return loop


with asyncio.Runner(loop_factory=factory) as runner:
    print(runner.run(count()))
    print(runner.run(count()), var.get())
    ctx = contextvars.copy_context()
    print(runner.run(count(), context=ctx), ctx[var])
    try:
        runner.run(crash())
    except RuntimeError as e:
        print(repr(e))
    try:
        runner.run(count)
    except ValueError as e:
        print(e.args[0][:28])
    print(len(runner.run(leave())))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed())
try:
    runner.run(count())
except RuntimeError as e:
    print(e)
try:
    runner.get_loop()
except RuntimeError as e:
    print(e)


async def nested():
    try:
        asyncio.run(count())
    except RuntimeError as e:
        print(e)

asyncio.run(nested(), debug=False)
r = asyncio.Runner(debug=True)
r.close()
r.close()
try:
    with r:
        pass
except RuntimeError as e:
    print(e)
loop = asyncio.new_event_loop()
try:
    print(loop.run_until_complete(count()))
    print(loop.run_until_complete(asyncio.gather(count(), count(), return_exceptions=True)) if False else "-")
    loop.call_soon(loop.stop)
    loop.run_forever()
    t = loop.create_task(count())
    loop.call_later(0.05, loop.stop)
    loop.run_forever()
    print(t.done(), t)
    loop.run_until_complete(t)
    print(t.done(), t.result())
    f = loop.create_future()
    loop.call_later(0.1, loop.stop)
    try:
        loop.run_until_complete(f)
    except RuntimeError as e:
        print(e)
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    print(loop)
