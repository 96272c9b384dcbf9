#: title  Sentinels
#: about  Two packers must learn that no more parcels come. A flag races, and one None is one too few.
#: tick   0.5
import asyncio

PARCELS = 5      #: knob 1..40  parcels to pack
PACKERS = 2      #: knob 1..10  tasks that pack
packed = 0       #: gauge 0..10  parcels packed
#: expect finally packed == PARCELS
closing = False
stuck = 0


async def by_flag(queue):
    global packed
    while not closing or not queue.empty():
        #: cue   looks at the flag when queue.empty()
        #: say   The flag says: more to come. So this packer waits for the next parcel.
        #: ask   switches
        #: focus queue
        await queue.get()
        await asyncio.sleep(0.35)
        packed += 1


async def by_sentinel(queue, keeps_it):
    global packed
    while await queue.get() is not None:
        await asyncio.sleep(0.35)
        packed += 1
    #: cue   took the sentinel
    #: say   This packer took the only None, and goes home. What do the others wait for?
    #: ask   next
    #: note  M12: one sentinel ends one consumer.
    #: focus queue
    if not keeps_it:
        #: cue   put it back
        #: say   The None goes back into the queue. Does this put() wait?
        #: ask   switches
        #: focus queue
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
    #: cue   no more parcels
    #: say   All is packed. The flag is set now; but the packers looked at it before they began to wait.
    #: ask   value closing
    #: note  Between the look and the get() lies an await: whatever is checked there may be stale.
    #: focus queue
    closing = True
    if sentinel:
        await queue.put(None)
    _, waiting = await asyncio.wait(tasks, timeout=1)
    stuck = len(waiting)
    #: cue   stuck when stuck > 0
    #: say   A second later. Who still stands in the queue's line of getters?
    #: ask   value stuck
    #: focus queue
    print(f"{name}: {packed} packed, packers that are stuck: {stuck}")
    for task in waiting:
        task.cancel()


async def main():
    await shift("a flag", by_flag, sentinel=False)
    await shift("one None", by_sentinel, True, sentinel=True)
    await shift("one None, put back", by_sentinel, False, sentinel=True)


asyncio.run(main())

# Change it: since 3.13 a queue can be closed: queue.shutdown(). What does get() raise then?
