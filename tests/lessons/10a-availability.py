# The exercise of lessons/10a-availability.md, done.
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
    available.set()


async def hasty(name):
    global failed, woken
    while free == 0:
        await available.wait()
        woken += 1
    if free == 0:
        failed += 1
        print(f"{name} takes a connection that is not there")
        return
    await use(name)


async def careful(name):
    global woken
    while free == 0:
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
        available.set()
        await asyncio.sleep(CLIENTS * WORK + 0.5)
        group.create_task(client("late comer"), name="late comer")
    print(f"woken: {woken}, failed: {failed}")


async def main():
    await service(hasty)
    await service(careful)


asyncio.run(main())
