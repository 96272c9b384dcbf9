# The exercise of lessons/08a-streaming.md, done.
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
    print(f"handled {message}")


async def gather_all():
    messages = []
    async for message in socket():
        messages.append(message)
        if len(messages) == 5:
            await asyncio.gather(*(handle(message) for message in messages))
            messages = []
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
            await queue.put(message)
        for name in range(WORKERS):
            await queue.put(None)


async def main():
    global most
    for way in gather_all, stream:
        most = 0
        await way()
        print(f"{way.__name__}: at most {most} messages in memory")


asyncio.run(main())
