# The asynchronous methods as coroutines that are put aside, driven by hand, or given to a task.
import asyncio


async def main():
    for thing in (asyncio.Lock(), asyncio.Semaphore(1), asyncio.Condition()):
        entering = thing.__aenter__()
        print(entering.__name__, entering.__qualname__, thing.locked())
        print(await entering, thing.locked())
        leaving = thing.__aexit__(None, None, None)
        print(leaving.__qualname__, thing.locked())
        print(await leaving, thing.locked())
        print(await asyncio.create_task(thing.acquire()), thing.locked())
        print(await asyncio.gather(thing.__aexit__(None, None, None)))
        try:
            await thing.__aexit__(None, None, None)
        except RuntimeError as error:
            print(error)

    queue = asyncio.Queue(1)
    putting = queue.put('late')
    queue.put_nowait('early')
    print(queue.get_nowait(), await putting, await queue.get())
    getting = queue.get()
    await queue.put('now')
    print(queue.qsize(), await getting, queue.qsize())
    try:
        getting.send(None)
    except RuntimeError as error:
        print(error)
    coroutine = queue.put('by hand')
    try:
        coroutine.send(None)
    except StopIteration as stop:
        print(stop.value, queue.qsize())
    waiting = asyncio.Event().wait()
    print(waiting.send(None))
    waiting.close()

    limit = asyncio.timeout(1)
    print(await limit.__aenter__() is limit, limit.when() is not None)
    print(await limit.__aexit__(None, None, None), limit)
    group = asyncio.TaskGroup()
    entering, putting = group.__aenter__(), queue.put('never')
    print(group)
    await group.__aexit__(None, None, None)
    print(max([1, 2], key=lambda item: -item), [await queue.get() for _ in range(1)])
    putting.close()
    await (queue.put if queue.empty() else queue.get)('chosen')
    print(await asyncio.Queue.get(queue))
    try:
        item = await queue.put(item='named'), await queue.get(), queue.shutdown(), await queue.get()
    except asyncio.QueueShutDown as error:
        print(error.__traceback__.tb_lineno)


asyncio.run(main())
