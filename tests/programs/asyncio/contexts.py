"""Contexts of tasks, callbacks, generators, runs and exception handlers."""
import asyncio
import contextvars
from contextvars import ContextVar

rid = ContextVar("rid", default="-")
user = ContextVar("user")


async def child(n):
    before = rid.get()
    rid.set(f"c{n}")
    await asyncio.sleep(0.1 * n)
    return before, rid.get()


async def agen():
    while True:
        rid.set(rid.get() + "g")
        yield rid.get()


def cb(*args):
    print("cb", rid.get(), [type(a).__name__ for a in args])
    rid.set("changed in callback")


def where(text):
    print(text, rid.get())


def tell_failure(loop, context):
    print("failed:", context["message"].split(" at ")[0], type(context["exception"]).__name__, "in", rid.get())


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(tell_failure)
    print("main begins", rid.get())
    rid.set("main")
    print(await asyncio.gather(child(1), child(2)), rid.get())
    t = asyncio.create_task(child(3))
    rid.set("later")
    print(await t, rid.get())
    ctx = contextvars.copy_context()
    ctx.run(rid.set, "ctx")
    t = asyncio.create_task(child(4), context=ctx)
    print(await t, rid.get(), ctx[rid], t.get_context() is ctx)
    t = loop.create_task(child(4), context=ctx)
    print(await t, ctx[rid])
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(child(1), context=ctx)
        b = tg.create_task(child(1))
    print(a.result(), b.result(), ctx[rid])
    me = asyncio.current_task()
    print(me.get_context() is me.get_context(), me.get_context()[rid], len(me.get_context()))
    loop.call_soon(cb)
    loop.call_soon(cb, 1, context=ctx)
    loop.call_later(0.1, cb, 2)
    loop.call_later(0.1, cb, 2, context=ctx)
    loop.call_at(loop.time() + 0.2, cb, 3, context=ctx)
    h = loop.call_soon_threadsafe(cb, 4, context=ctx)
    h2 = loop.call_soon_threadsafe(cb, 5)
    print(h.get_context() is ctx, h2.get_context()[rid], h2.get_context() is h2.get_context())
    rid.set("after")
    await asyncio.sleep(1)
    print(ctx[rid], h2.get_context()[rid], rid.get())
    f = loop.create_future()
    f.add_done_callback(cb)
    f.add_done_callback(cb, context=ctx)
    rid.set("after2")
    f.add_done_callback(cb)
    f.set_result(1)
    await f
    f.add_done_callback(cb)
    await asyncio.sleep(0)
    g = agen()
    print(await anext(g), await anext(g), rid.get())

    async def other():
        return await anext(g), rid.get()
    print(await asyncio.create_task(other()), rid.get())
    print(await asyncio.wait_for(child(0), 1), rid.get())
    print(await asyncio.shield(child(0)), rid.get())
    try:
        async with asyncio.timeout(0.05):
            rid.set("in timeout")
            await asyncio.sleep(1)
    except TimeoutError:
        print("timeout", rid.get())
    tok = rid.set("tok")

    async def resetter():
        try:
            rid.reset(tok)
        except ValueError as e:
            print("ValueError", str(e).split(" at 0x")[-1].partition(" ")[2])
    await resetter()
    print(rid.get())
    tok = rid.set("tok2")
    await asyncio.create_task(resetter())
    print(rid.get())
    loop.call_soon(ctx.run, where, "ctx.run as callback")
    h = loop.call_soon(where, "odd", context=5)
    print(h.get_context())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    def bad():
        rid.set("bad")
        raise ValueError("x")
    def handler(loop, context):
        print("handler", rid.get(), context["message"].split(" at ")[0])
        rid.set("set by handler")
    loop.set_exception_handler(handler)
    h = loop.call_soon(bad)
    await asyncio.sleep(0)
    print(h.get_context()[rid], rid.get())
    async def fails():
        rid.set("fails")
        raise ValueError("y")
    t = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del t
    f = loop.create_future()
    f.add_done_callback(lambda f: bad())
    f.set_result(1)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    h = loop.call_later(5, cb)
    h.cancel()
    print(h.get_context()[rid])
    print("main ends", rid.get())


rid.set("module")
asyncio.run(main())
print("module", rid.get())
with asyncio.Runner() as runner:
    async def setter(x):
        print(rid.get())
        rid.set(x)
    rid.set("module2")
    runner.run(setter("one"))
    rid.set("module3")
    runner.run(setter("two"))
    c = contextvars.copy_context()
    runner.run(setter("three"), context=c)
    runner.run(setter("four"), context=c)
    print(c[rid], rid.get())
    runner.run(setter("four"))
    print(runner.get_loop() is runner.get_loop())
c = contextvars.Context()
print(c.run(asyncio.run, setter("five")), rid.get(), len(c), c.run(rid.get))
def f():
    rid.set("in f")
    asyncio.run(setter("six"))
    return rid.get()
print(c.run(f), c[rid], rid.get())
print(contextvars.Context().run(c.run, f))
print(contextvars.Context().run(c.run, asyncio.run, setter("seven")), rid.get())
loop = asyncio.new_event_loop()
loop.run_until_complete(setter("x"))
loop.call_soon(cb, context=c)
loop.call_soon(lambda: loop.stop())
loop.run_forever()
async def never():
    print("never")
def g():
    loop.set_exception_handler(lambda l, c: print(c["message"].split("<")[0].split("TaskStep")[0], type(c["exception"]).__name__, str(c["exception"]).split("<")[0]) if "exception" in c else print(c["message"]))
    loop.call_soon(cb)
    t = loop.create_task(asyncio.sleep(1))
    loop.call_soon(loop.stop)
    loop.run_forever()
    return t
t = c.run(g)
print(t.done(), t.get_context() is c, t.get_context() == c)
loop.call_soon(loop.stop)
loop.run_forever()
t.cancel()
loop.call_soon(loop.stop)
