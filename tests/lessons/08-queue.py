# The exercise of lessons/08-queue.md, done.
import asyncio

READINGS = 12    #: knob 1..60  readings in all
MAXSIZE = 3      #: knob 1..20  room in the queue, in the second half
WRITERS = 2      #: knob 1..6  tasks that store readings
backlog = 0      #: gauge 0..20  readings in the queue
limit = 0


async def sensor(queue):
    global backlog
    for reading in range(1, READINGS + 1):
        if queue.full():
            queue.get_nowait()
        await queue.put(reading)
        backlog = queue.qsize()
        print(f"reading {reading}, {backlog} waiting")
        await asyncio.sleep(0.1)
    await queue.put(None)


async def writer(name, queue):
    global backlog
    while (reading := await queue.get()) is not None:
        backlog = queue.qsize()
        await asyncio.sleep(1)
        print(f"writer {name} stored {reading}")
    await queue.put(None)


async def pipeline(maxsize):
    global limit
    limit = maxsize
    queue = asyncio.Queue(maxsize)
    async with asyncio.TaskGroup() as tasks:
        for name in range(1, WRITERS + 1):
            tasks.create_task(writer(name, queue))
        tasks.create_task(sensor(queue))


async def main():
    await pipeline(MAXSIZE)
    await pipeline(MAXSIZE)
    print("all stored")


asyncio.run(main())
