"""shield: the outer await is cancelled, the inner work is not."""
import asyncio


async def save(document):
    print("saving", document)
    await asyncio.sleep(1)
    print("saved", document)
    return len(document)


async def editor(document, shielded):
    work = asyncio.create_task(save(document))
    try:
        return await (asyncio.shield(work) if shielded else work)
    except asyncio.CancelledError:
        print("editor cancelled, work:", "cancelled" if work.cancelled() else "going on")
        if not work.cancelled():
            print("result", await work)
        raise


async def failing():
    await asyncio.sleep(0.5)
    raise OSError("disk full")


async def main():
    for shielded in True, False:
        task = asyncio.create_task(editor("letter", shielded))
        await asyncio.sleep(0.4)
        task.cancel()
        print(await asyncio.gather(task, return_exceptions=True))
    work = asyncio.create_task(save("report"))
    try:
        await asyncio.wait_for(asyncio.shield(work), 0.5)
    except TimeoutError:
        print("not yet:", work.done())
    print(await work)
    try:
        await asyncio.shield(failing())
    except OSError as error:
        print(error)
    outer = asyncio.shield(asyncio.ensure_future(failing()))
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.sleep(1)
    print(outer)


asyncio.run(main())
