# wait_for looks again after each notification.
import asyncio


async def taker(condition, stock, wanted):
    async with condition:
        got = await condition.wait_for(lambda: sum(stock) >= wanted and sum(stock))
        print('taker of', wanted, 'sees', got)


def broken():
    raise ZeroDivisionError('predicate')


async def main():
    condition, stock = asyncio.Condition(), []
    tasks = [asyncio.create_task(taker(condition, stock, wanted)) for wanted in (5, 2, 0)]
    await asyncio.sleep(1)
    for amount in (1, 1, 3):
        async with condition:
            stock.append(amount)
            condition.notify_all()
        await asyncio.sleep(1)
    await asyncio.gather(*tasks)
    async with condition:
        try:
            await condition.wait_for(broken)
        except ZeroDivisionError as error:
            print(error, condition.locked())


asyncio.run(main())
