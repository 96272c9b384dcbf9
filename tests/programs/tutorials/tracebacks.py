"""Where errors of coroutines show up: in await, in gather, in a task that nobody asks, at the end."""
import asyncio
import traceback


class InsufficientFunds(Exception):
    def __init__(self, need, have):
        self.need, self.have = need, have
        super().__init__(need, have)

    def __str__(self):
        return f"{self.need - self.have} missing"


async def withdraw(amount):
    await asyncio.sleep(0.1)
    if amount > 50:
        raise InsufficientFunds(amount, 50)
    return amount


async def shop(amounts):
    return [await withdraw(amount) for amount in amounts]


async def wrapped():
    try:
        await withdraw(70)
    except InsufficientFunds as error:
        raise RuntimeError("payment failed") from error


async def main():
    try:
        await shop([10, 60])
    except InsufficientFunds as error:
        traceback.print_exc()
        print(error, repr(error), error.args)
    task = asyncio.create_task(wrapped(), name="payment")
    await asyncio.wait([task])
    print(task, task.exception(), repr(task.exception().__cause__))
    lost = asyncio.create_task(withdraw(99), name="lost")
    await asyncio.sleep(1)
    del lost
    try:
        await asyncio.gather(withdraw(1), withdraw(51), wrapped())
    except Exception as error:
        print(traceback.format_exc().splitlines()[-1])
    await asyncio.sleep(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(withdraw(80))
        group.create_task(wrapped())


asyncio.run(main())
