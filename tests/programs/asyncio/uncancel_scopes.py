"""uncancel: a scope of one's own that swallows the cancellations it asked for and no others."""
import asyncio


class Scope:
    def __init__(self, name, seconds):
        self.name, self.seconds, self.fired = name, seconds, False

    async def __aenter__(self):
        self.task = asyncio.current_task()
        self.before = self.task.cancelling()
        self.timer = asyncio.get_running_loop().call_later(self.seconds, self.fire)
        return self

    def fire(self):
        self.fired = True
        self.task.cancel(self.name)

    async def __aexit__(self, kind, error, traceback):
        self.timer.cancel()
        print(self.name, kind and kind.__name__, error, self.fired, self.task.cancelling())
        if self.fired and self.task.uncancel() <= self.before and kind is asyncio.CancelledError:
            return True


async def work():
    async with Scope("outer", 2):
        async with Scope("inner", 1):
            await asyncio.sleep(5)
        print("inner is over", asyncio.current_task().cancelling())
        await asyncio.sleep(5)
        print("never")
    print("outer is over", asyncio.current_task().cancelling())
    async with Scope("both a", 1):
        async with Scope("both b", 1):
            await asyncio.sleep(5)
        print("not reached")
    print("after both", asyncio.current_task().cancelling())
    async with Scope("quick", 5):
        await asyncio.sleep(1)
    async with Scope("cancelled from outside", 5):
        await asyncio.sleep(4)
    print("never")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(5.5)
    print(task.cancel("outside"))
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), task.cancelling())


asyncio.run(main())
