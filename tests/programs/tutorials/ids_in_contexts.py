"""Context variables as request ids: tasks copy, to callbacks they are bound, tokens give back, contexts run."""
import asyncio
import contextvars
from contextlib import contextmanager

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")
user = contextvars.ContextVar("user")


def log(*words):
    print(f"[{request_id.get():>3}]", *words)


@contextmanager
def as_user(name):
    token = user.set(name)
    try:
        yield token
    finally:
        user.reset(token)


async def query(sql):
    await asyncio.sleep(0.1)
    log("query", sql, "as", user.get("nobody"))


async def handle(i):
    request_id.set(f"r{i}")
    log("begin")
    with as_user(f"user{i}") as token:
        log(token.var is user, token.old_value is contextvars.Token.MISSING)
        await asyncio.gather(query("a"), query("b"))
        asyncio.get_running_loop().call_later(0.05, log, "later")
        inner = asyncio.create_task(query("c"))
    await inner
    await asyncio.sleep(0.1)
    try:
        user.get()
    except LookupError as e:
        log("no user", type(e).__name__)
    log("end")
    return contextvars.copy_context()


def change():
    request_id.set("changed")
    return request_id.get()


async def main():
    contexts = await asyncio.gather(*map(handle, range(2)))
    log("main is untouched")
    for c in contexts:
        print(len(c), c[request_id], user in c, c.get(user, "none"), [v.name for v in c])
    ctx = contextvars.copy_context()
    print(ctx.run(change), request_id.get(), ctx[request_id])
    async def worker():
        log("worker")
        request_id.set("w")
    t = asyncio.create_task(worker(), context=ctx)
    await t
    print(ctx[request_id], request_id.get(), t.get_context() is ctx)
    fut = asyncio.get_running_loop().create_future()
    fut.add_done_callback(lambda f: log("done in", f.result()))
    fut.add_done_callback(lambda f: log("done in ctx"), context=ctx)
    request_id.set("M")
    fut.set_result(5)
    await fut
    await asyncio.sleep(0)
    try:
        ctx.run(ctx.run, change)
    except RuntimeError as e:
        print(str(e).partition(":")[0])
    token = request_id.set("x")
    request_id.reset(token)
    try:
        request_id.reset(token)
    except RuntimeError as e:
        print(type(e).__name__, "already been used" in str(e))
    async def other():
        try:
            user.reset(tok)
        except ValueError as e:
            print(type(e).__name__, "different Context" in str(e))
    tok = user.set("y")
    await asyncio.create_task(other())
    async def gen():
        request_id.set("in gen")
        yield 1
        log("gen")
        yield 2
    async for x in gen():
        log("loop", x)
    with asyncio.Runner() as r: pass


asyncio.run(main())
