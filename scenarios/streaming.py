#: title  Streaming
#: about  gather wants all the work at once. A bounded queue lets it flow: the first result comes early.
#: tick   0.5
import asyncio

MESSAGES = 10    #: knob 1..100  messages from the socket, 0.2 s apart
MAXSIZE = 2      #: knob 1..10  room in the queue
WORKERS = 2      #: knob 1..10  tasks that work on messages
held = 0         #: gauge 0..10  messages in memory
most = 0


async def socket():
    global held, most
    for number in range(1, MESSAGES + 1):
        await asyncio.sleep(0.2)
        held += 1
        most = max(most, held)
        yield number


async def handle(message):
    global held
    await asyncio.sleep(0.7)
    held -= 1
    #: cue   the first result
    #: say   A message has been worked on. How many are in memory at this moment?
    #: ask   value held
    #: cue   early when most < MESSAGES
    #: say   The first result again, while messages still come in. How many are held this time?
    #: ask   value held
    print(f"handled {message}")


async def gather_all():
    messages = [message async for message in socket()]
    #: cue   all are here
    #: say   gather needs its tasks beforehand: all messages came in, and nothing has been worked on.
    #: ask   value held
    #: note  A stream has no end, and then this line is never reached.
    await asyncio.gather(*(handle(message) for message in messages))


async def worker(name, queue):
    while (message := await queue.get()) is not None:
        await handle(message)


async def stream():
    queue = asyncio.Queue(MAXSIZE)
    async with asyncio.TaskGroup() as group:
        for name in range(1, WORKERS + 1):
            group.create_task(worker(name, queue))
        async for message in socket():
            #: cue   a waiting worker
            #: say   A message for a worker that waits in get(). Does put() switch to it?
            #: ask   switches
            #: note  M3: no. The getter is woken, and runs when the producer next waits.
            #: focus queue
            #: cue   pressure when queue.full()
            #: say   No room. put() waits, nobody reads the socket, and its sender slows down: backpressure.
            #: ask   next
            #: focus queue
            await queue.put(message)
        for name in range(WORKERS):
            await queue.put(None)


async def main():
    global most
    for way in gather_all, stream:
        most = 0
        #: cue   a socket
        #: say   Messages come in, one by one. First all of them are collected, for gather.
        #: ask   clock
        await way()
        print(f"{way.__name__}: at most {most} messages in memory")


asyncio.run(main())

# Change it: give each worker its own queue and deal the messages out in turn. What if one worker is slow?
