"""In debug mode a report of a future or task that goes unseen tells where it was made."""
import asyncio
import gc


async def fails(what):
    raise ValueError(what)


def start(what):
    return asyncio.create_task(
        fails(what))


class Starter:
    @property
    def task(self):
        return start("property")

    async def deep(self):
        await asyncio.sleep(1)
        starter = [Starter() for _ in range(1)][0]
        starter.task


async def waits_for_ever():
    await asyncio.get_running_loop().create_future()


async def main():
    start("helper")
    lost = asyncio.get_running_loop().create_future()
    lost.set_exception(KeyError("lost"))
    del lost
    await Starter().deep()
    asyncio.ensure_future(fails("ensure"))
    asyncio.gather(fails("gathered"))
    await asyncio.sleep(1)
    asyncio.get_running_loop().call_soon(start, "from a callback")
    await asyncio.sleep(1)
    asyncio.create_task(waits_for_ever())
    await asyncio.sleep(1)
    gc.collect()
    print("end")


def handler(loop, context):
    print("handler", sorted(context))
    loop.default_exception_handler(context)


async def with_handler():
    asyncio.get_running_loop().set_exception_handler(handler)
    start("handled")
    await asyncio.sleep(1)


def run():
    asyncio.run(main(), debug=True)


run()
asyncio.run(with_handler(), debug=True)
asyncio.run(with_handler())
