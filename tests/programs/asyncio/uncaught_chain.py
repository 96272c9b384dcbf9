"""An error of one task group becomes the cause of another, uncaught."""
import asyncio
async def main():
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(one())
            g.create_task(two())
    except* KeyError as e:
        raise RuntimeError("handler") from e
async def one():
    await asyncio.sleep(0.1)
    raise ValueError("one")
async def two():
    await asyncio.sleep(0.1)
    raise KeyError("two")
asyncio.run(main())
