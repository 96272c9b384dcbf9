#: title  Five tools
#: about  A delivery service: an event opens it, a queue feeds it; race, deadline and semaphore keep it going.
#: tick   0.5
import asyncio

ORDERS = 7       #: knob 1..40  orders; nobody has the things of order 3
ROOM = 2         #: knob 1..20  orders that may wait for a courier
COURIERS = 3     #: knob 1..10  couriers
BIKES = 2        #: knob 1..10  bikes
PATIENCE = 0.5   #: knob 0.1..5.0  seconds that the depots have to answer
riding = 0       #: gauge 0..10  couriers on a bike
delivered = 0    #: gauge 0..40  orders delivered
#: expect always riding <= BIKES


async def depot(order, seconds):
    await asyncio.sleep(10 if order == 3 else seconds + order / 100)


async def search(order):
    north = asyncio.create_task(depot(order, 0.2), name=f"north {order}")
    south = asyncio.create_task(depot(order, 0.3), name=f"south {order}")
    try:
        #: cue   a race
        #: say   Two depots are asked for the same thing. The first answer is enough.
        #: ask   clock
        await asyncio.wait([north, south], return_when=asyncio.FIRST_COMPLETED)
    finally:
        #: cue   one answer
        #: say   One of them has answered. The other is cancelled, and waited for: cancel, drain.
        #: ask   next
        north.cancel()
        south.cancel()
        await asyncio.gather(north, south, return_exceptions=True)


async def courier(number, orders, is_open, bikes):
    global delivered, riding
    #: cue   before opening
    #: say   A courier comes to work, and the service is closed. Does this line wait?
    #: ask   switches
    #: focus is_open
    await is_open.wait()
    while (order := await orders.get()) is not None:
        try:
            await asyncio.wait_for(search(order), PATIENCE)
        except TimeoutError:
            #: cue   no answer
            #: say   Neither depot has answered in time. The courier takes the next order.
            #: ask   next
            print(f"order {order}: not to be had")
            continue
        #: cue   no bike when riding == BIKES
        #: say   The thing is found, and every bike is on the road.
        #: ask   switches
        #: focus bikes
        async with bikes:
            riding += 1
            await asyncio.sleep(0.9)
            riding -= 1
        delivered += 1
        print(f"order {order}: delivered by courier {number}")
    await orders.put(None)


async def customers(orders):
    for order in range(1, ORDERS + 1):
        #: cue   no room when orders.full()
        #: say   The queue is full, and one more order wants in. What does put() do?
        #: ask   switches
        #: focus orders
        await orders.put(order)
    #: cue   the sentinel
    #: say   No more orders. One None will go from courier to courier.
    #: ask   value orders.qsize()
    #: focus orders
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
        #: cue   it opens
        #: say   set() opens the service. How many couriers join the ready queue?
        #: ask   next
        #: focus is_open
        is_open.set()
    #: cue   the end of the day
    #: say   All couriers have gone home. How many orders were delivered?
    #: ask   value delivered
    print(f"delivered: {delivered}")


asyncio.run(main())

# Change it: the depots' answer that came too late is thrown away. Let the courier try that order once more.
