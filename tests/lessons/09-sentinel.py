# The exercise of lessons/09-sentinel.md, done.
import asyncio

PARCELS = 5      #: knob 1..40  parcels to pack
PACKERS = 2      #: knob 1..10  tasks that pack
packed = 0       #: gauge 0..10  parcels packed
closing = False
stuck = 0


async def by_flag(queue):
    global packed
    while not closing or not queue.empty():
        await queue.get()
        await asyncio.sleep(0.35)
        packed += 1


async def by_sentinel(queue, keeps_it):
    global packed
    while await queue.get() is not None:
        await asyncio.sleep(0.35)
        packed += 1
    if not keeps_it:
        await queue.put(None)


async def shift(name, packer, *arguments, sentinel):
    global closing, packed, stuck
    queue = asyncio.Queue()  #: label queue
    closing, packed = False, 0
    tasks = [asyncio.create_task(packer(queue, *arguments), name=f"packer {n + 1}") for n in range(PACKERS)]
    for parcel in range(1, PARCELS + 1):
        await queue.put(parcel)
        await asyncio.sleep(0.2)
    await asyncio.sleep(PARCELS / 2)
    closing = True
    if sentinel:
        await queue.put(None)
    _, waiting = await asyncio.wait(tasks, timeout=1)
    stuck = len(waiting)
    print(f"{name}: {packed} packed, packers that are stuck: {stuck}")
    for task in waiting:
        task.cancel()


async def main():
    await shift("a flag", by_sentinel, False, sentinel=True)
    await shift("one None", by_sentinel, False, sentinel=True)
    await shift("one None, put back", by_sentinel, False, sentinel=True)


asyncio.run(main())
