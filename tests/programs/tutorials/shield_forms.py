"""shield: what is protected goes on, whoever waits is cancelled; what becomes of exceptions inside."""
import asyncio


async def save(name, fails=False):
    try:
        await asyncio.sleep(0.3)
        if fails:
            raise OSError(f"disk full while saving {name}")
        print(f"{name} saved")
        return name
    except asyncio.CancelledError:
        print(f"{name} was cancelled")
        raise


async def handler(name, **options):
    inner = asyncio.ensure_future(save(name, **options))
    try:
        return await asyncio.shield(inner)
    except asyncio.CancelledError:
        print(f"{name}: handler cancelled, inner done: {inner.done()}")
        try:
            await inner
        except OSError as e:
            print(f"{name}: {e}")
        raise


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"], repr(context.get("exception"))))
    t = asyncio.create_task(handler("one"))
    await asyncio.sleep(0.1)
    t.cancel()
    print((await asyncio.gather(t, return_exceptions=True)), t.cancelled())
    t = asyncio.create_task(handler("two", fails=True))
    await asyncio.sleep(0.1)
    t.cancel()
    await asyncio.wait([t])
    print(t)
    inner = asyncio.create_task(save("three"))
    outer = asyncio.shield(inner)
    inner.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print(outer.cancelled(), inner.cancelled(), outer is inner)
    done = loop.create_future()
    done.set_result(4)
    print(asyncio.shield(done) is done, await asyncio.shield(done))
    lost = asyncio.shield(asyncio.create_task(save("lost", fails=True)))
    lost.cancel()
    await asyncio.sleep(0.5)
    try:
        await asyncio.wait_for(asyncio.shield(save("waited")), 0.1)
    except TimeoutError:
        print("wait_for gave up")
    await asyncio.sleep(0.3)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(handler("grouped"))
        await asyncio.sleep(0.1)
        raise_soon = tg.create_task(asyncio.sleep(0.05))
        await raise_soon
        raise KeyError("group fails")


asyncio.run(main())
