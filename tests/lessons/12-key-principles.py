# The exercise of lessons/12-key-principles.md, done.
import asyncio

ORDERS = 7       #: knob 1..40  orders; nobody has the things of order 3
ROOM = 2         #: knob 1..20  orders that may wait for a courier
COURIERS = 3     #: knob 1..10  couriers
BIKES = 2        #: knob 1..10  bikes
PATIENCE = 0.5   #: knob 0.1..5.0  seconds that the depots have to answer
riding = 0       #: gauge 0..10  couriers on a bike
delivered = 0    #: gauge 0..40  orders delivered


async def depot(order, seconds):
    await asyncio.sleep(10 if order == 3 else seconds + order / 100)


async def search(order):
    north = asyncio.create_task(depot(order, 0.2), name=f"north {order}")
    south = asyncio.create_task(depot(order, 0.3), name=f"south {order}")
    try:
        await asyncio.wait([north, south], return_when=asyncio.FIRST_COMPLETED)
    finally:
        north.cancel()
        south.cancel()
        await asyncio.gather(north, south, return_exceptions=True)


async def courier(number, orders, is_open, bikes):
    global delivered, riding
    await is_open.wait()
    found = asyncio.create_task(find(orders))
    while (order := await found) is not None:
        found = asyncio.create_task(find(orders))
        async with bikes:
            riding += 1
            await asyncio.sleep(0.9)
            riding -= 1
        delivered += 1
        print(f"order {order}: delivered by courier {number}")
    await orders.put(None)


async def find(orders):
    """The next order whose thing is to be had; None where no more come."""
    while (order := await orders.get()) is not None:
        try:
            await asyncio.wait_for(search(order), PATIENCE)
            return order
        except TimeoutError:
            print(f"order {order}: not to be had")
    return None


async def customers(orders):
    for order in range(1, ORDERS + 1):
        await orders.put(order)
    await orders.put(None)


async def main():
    orders = asyncio.Queue(ROOM)
    is_open = asyncio.Event()
    bikes = asyncio.Semaphore(BIKES)
    async with asyncio.TaskGroup() as service:
        for number in range(1, COURIERS + 1):
            service.create_task(courier(number, orders, is_open, bikes))
        service.create_task(customers(orders))
        await asyncio.sleep(0.5)
        is_open.set()
    print(f"delivered: {delivered}")


asyncio.run(main())
