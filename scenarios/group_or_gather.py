#: title  Group or gather
#: about  A party needs every delivery, and one shop is closed. Who tells the others: gather, or a task group?
#: tick   0.5
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
            #: cue   a closed shop
            #: say   This shop is closed, and the party is off. Do the other orders learn of it?
            #: ask   next
            #: note  M6: with gather they do not. GROUP=1 shows a task group, which cancels them.
            raise ValueError(f"shop {shop} is closed")
        #: cue   for nobody when is_off
        #: say   A delivery, and no party. It was paid for all the same. Is it the last one?
        #: ask   clock
        useless += is_off
        print(f"shop {shop} delivers")
    except asyncio.CancelledError:
        #: cue   called off
        #: say   This order is cancelled while it is on the way. Who cancels it?
        #: ask   prints
        #: note  GROUP=1: the group, in the same second. GROUP=0: asyncio.run, when main has ended.
        print(f"shop {shop} is called off")
        raise
    finally:
        on_the_way -= 1


async def gathered():
    #: cue   a gather
    #: say   gather makes a task of each order. Has one of them begun when this line waits?
    #: ask   next
    await asyncio.gather(*(order(shop) for shop in range(1, SHOPS + 1)))


async def grouped():
    async with asyncio.TaskGroup() as group:
        for shop in range(1, SHOPS + 1):
            group.create_task(order(shop))


async def main():
    global is_off
    #: cue   a party
    #: say   Five orders. All of them must come, or there is no party.
    #: ask   clock
    try:
        await (grouped() if GROUP else gathered())
        print("a party!")
    except* ValueError as failures:
        is_off = True
        print("no party:", *failures.exceptions)
    #: cue   the failure is here
    #: say   main knows that the party is off. How many orders are still on the way?
    #: ask   value on_the_way
    #: note  A task group does not come back before its last task has ended: with GROUP=1 there is none.
    print(f"on the way: {on_the_way}")
    await asyncio.sleep(1.2)
    #: cue   the bill
    #: say   A little later. How many deliveries came for nobody?
    #: ask   value useless
    print(f"for nobody: {useless}")


asyncio.run(main())

# Change it: with gather, call the others off by yourself. What must be kept for that?
