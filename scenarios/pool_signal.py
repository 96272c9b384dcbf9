#: title  A free connection
#: about  An event says that a connection is free, and wakes everybody. Only one can have it: look again.
#: tick   0.5
import asyncio

CLIENTS = 3      #: knob 1..20  clients that wait for a connection
WORK = 0.7       #: knob 0.1..2.0  seconds that a client uses it
woken = 0        #: gauge 0..10  wakings
free = 0         #: gauge 0..1  free connections
failed = 0
available = asyncio.Event()  #: label available


async def use(name):
    global free
    free -= 1
    available.clear()
    print(f"{name} has the connection")
    await asyncio.sleep(WORK)
    free += 1
    #: cue   the signal when failed == 0
    #: say   The connection is free again. set() puts all who wait into the ready queue. Who is first?
    #: ask   next
    #: focus available
    available.set()


async def hasty(name):
    global failed, woken
    await available.wait()
    woken += 1
    #: cue   woken too late when free == 0
    #: say   This client was woken by the signal, as well. Is there a connection for it?
    #: ask   value free
    #: note  Between set() and the waking, the first one took it. The news was true, and is not any more.
    #: focus available
    if free == 0:
        failed += 1
        print(f"{name} takes a connection that is not there")
        return
    await use(name)


async def careful(name):
    global woken
    while free == 0:
        #: cue   looks and waits
        #: say   No connection: wait for the signal, and then look again. while, not if.
        #: ask   switches
        #: focus available
        await available.wait()
        woken += 1
    await use(name)


async def service(client):
    global failed, free, woken
    failed = free = woken = 0
    available.clear()
    async with asyncio.TaskGroup() as group:
        for number in range(1, CLIENTS + 1):
            group.create_task(client(f"client {number}"), name=f"client {number}")
        await asyncio.sleep(0.5)
        free = 1
        #: cue   open for business
        #: say   The connection is up, and the clients wait. How many of them does set() wake?
        #: ask   next
        #: note  All of them, in the order in which they came.
        #: focus available
        available.set()
        await asyncio.sleep(CLIENTS * WORK + 0.5)
        #: cue   a late comer
        #: say   All is quiet, and the event is set. Will this one wait at all?
        #: ask   value available.is_set()
        #: note  M11: an event is a level. Who comes late goes straight on.
        #: focus available
        group.create_task(client("late comer"), name="late comer")
    print(f"woken: {woken}, failed: {failed}")


async def main():
    await service(hasty)
    await service(careful)


asyncio.run(main())

# Change it: wake only one client for each free connection. Which of asyncio's tools does just that?
