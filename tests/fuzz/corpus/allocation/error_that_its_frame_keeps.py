"""An error that a frame keeps in a variable, and its traceback, hold each other; what they refer to counts that."""
import asyncio

shared = ["held by the program as well"]


class Worker:
    def __init__(self, items):
        self.items = items

    async def run(self, n):
        mine = self.items
        try:
            await asyncio.sleep(0)
            raise ValueError(n)
        except ValueError as e:
            error = e  # the error holds its traceback, that this frame's variables, one of which is the error
        return len(mine)


async def main():
    for n in range(5):
        print(await asyncio.create_task(Worker(shared).run(n)))


asyncio.run(main())
