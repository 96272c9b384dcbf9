#: title  Backpressured queue
#: about  A sensor is faster than the database. A queue with a maxsize slows it down.
#: tick   0.5
import asyncio

READINGS = 12    #: knob 1..60  readings in all
MAXSIZE = 3      #: knob 1..20  room in the queue, in the second half
WRITERS = 2      #: knob 1..6  tasks that store readings
backlog = 0      #: gauge 0..20  readings in the queue
limit = 0


async def sensor(queue):
    global backlog
    for reading in range(1, READINGS + 1):
        #: cue   room in the queue
        #: say   await queue.put(): the queue has room. Does anybody else run before the next line?
        #: ask   switches
        #: note  M3: put() goes straight on while there is room.
        #: focus queue
        #: cue   the backlog grows when backlog == 6
        #: say   The sensor reads on, ten times a second, and never learns that nobody keeps up.
        #: ask   value backlog
        #: note  M17: an unbounded queue gives no backpressure; its put never waits.
        #: focus queue
        #: cue   the valve closes when backlog == limit > 0
        #: say   The queue is full. This put waits until a writer takes something out: backpressure.
        #: ask   next
        #: focus queue
        await queue.put(reading)
        backlog = queue.qsize()
        print(f"reading {reading}, {backlog} waiting")
        await asyncio.sleep(0.1)
    #: cue   the sentinel
    #: say   No more readings. None tells the writers so: one None, for however many writers.
    #: ask   switches
    #: focus queue
    await queue.put(None)


async def writer(name, queue):
    global backlog
    while (reading := await queue.get()) is not None:
        backlog = queue.qsize()
        await asyncio.sleep(1)
        print(f"writer {name} stored {reading}")
    #: cue   passed on
    #: say   This writer took the only None. It puts it back for the next one, and ends.
    #: ask   next
    #: note  M12: one sentinel ends one consumer. Without the next line the other would wait for ever.
    #: focus queue
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
    #: cue   no limit
    #: say   First a queue without a limit, between a fast sensor and two slow writers.
    #: ask   prints
    await pipeline(0)
    #: cue   a limit
    #: say   The same with a maxsize. It takes as long as before, and the backlog stays small.
    #: ask   prints
    await pipeline(MAXSIZE)
    print("all stored")


asyncio.run(main())

# Change it: let the sensor drop the oldest reading instead of waiting, when the queue is full.
