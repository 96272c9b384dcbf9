# The exercise of lessons/01a-gather-or-group.md, done.
import asyncio

GROUP = 0        #: knob 0..1  1: a task group holds the orders; 0: a gather does
SHOPS = 5        #: knob 2..8  orders, each at its own shop
CLOSED = 2       #: knob 0..8  the shop that is closed; 0: none
on_the_way = 0   #: gauge 0..8  orders on the way
useless = 0      #: gauge 0..8  deliveries for a party that is off
is_off = False


async def order(shop):
    global on_the_way, useless
    on_the_way += 1
    try:
        await asyncio.sleep(shop * 0.5)
        if shop == CLOSED:
            raise ValueError(f"shop {shop} is closed")
        useless += is_off
        print(f"shop {shop} delivers")
    except asyncio.CancelledError:
        print(f"shop {shop} is called off")
        raise
    finally:
        on_the_way -= 1


async def gathered():
    orders = [asyncio.create_task(order(shop)) for shop in range(1, SHOPS + 1)]
    try:
        await asyncio.gather(*orders)
    except ValueError:
        for other in orders:
            other.cancel()
        await asyncio.gather(*orders, return_exceptions=True)
        raise


async def grouped():
    async with asyncio.TaskGroup() as group:
        for shop in range(1, SHOPS + 1):
            group.create_task(order(shop))


async def main():
    global is_off
    try:
        await (grouped() if GROUP else gathered())
        print("a party!")
    except* ValueError as failures:
        is_off = True
        print("no party:", *failures.exceptions)
    print(f"on the way: {on_the_way}")
    await asyncio.sleep(1.2)
    print(f"for nobody: {useless}")


asyncio.run(main())
