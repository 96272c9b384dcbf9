"""What wins when several things happen in one iteration: a result and a cancellation, a timeout and a result, two events, a set and a clear."""
import asyncio


async def attempt(name, awaitable):
    try:
        print(name, repr(await awaitable), asyncio.current_task().cancelling())
    except BaseException as error:
        print(name, repr(error), asyncio.current_task().cancelling())


async def spawn(name, awaitable):
    task = asyncio.create_task(attempt(name, awaitable), name=name)
    await asyncio.sleep(0)
    return task


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = await spawn("result then cancel", future)
    future.set_result("result")
    task.cancel()
    await task
    future = loop.create_future()
    task = await spawn("cancel then result", future)
    task.cancel()
    print(future.cancelled())
    await task
    future = loop.create_future()
    task = await spawn("error then cancel", future)
    future.set_exception(ValueError("v"))
    task.cancel()
    await task
    event = asyncio.Event()
    task = await spawn("set and clear", event.wait())
    event.set()
    event.clear()
    await task
    print(event.is_set())
    queue = asyncio.Queue()
    getter = await spawn("get cancelled after put", queue.get())
    queue.put_nowait("item")
    getter.cancel()
    await getter
    print(queue.qsize())
    lock = asyncio.Lock()
    await lock.acquire()
    waiter = await spawn("lock released and cancelled", lock.acquire())
    second = await spawn("second in line", lock.acquire())
    lock.release()
    waiter.cancel()
    await asyncio.gather(waiter, second)
    print(lock.locked())
    semaphore = asyncio.Semaphore(0)
    waiter = await spawn("semaphore released and cancelled", semaphore.acquire())
    second = await spawn("second for the semaphore", semaphore.acquire())
    semaphore.release()
    waiter.cancel()
    await asyncio.gather(waiter, second)
    print(semaphore._value)
    condition = asyncio.Condition()

    async def waits():
        async with condition:
            await condition.wait()
            return "notified"
    waiter = await spawn("notified and cancelled", waits())
    second = await spawn("second at the condition", waits())
    async with condition:
        condition.notify()
        waiter.cancel()
    await asyncio.sleep(1)
    print(waiter.done(), second.done())
    second.cancel()
    await asyncio.gather(waiter, second)
    future = loop.create_future()
    loop.call_later(1, future.set_result, "at the deadline")
    await attempt("timeout made later", asyncio.wait_for(future, 1))
    task = asyncio.create_task(asyncio.wait_for(future2 := loop.create_future(), 1))
    await asyncio.sleep(0)
    loop.call_later(1, future2.set_result, "after the timeout's timer")
    await attempt("timeout made earlier", task)
    await attempt("sleep and timeout alike", asyncio.wait_for(asyncio.sleep(1, "slept"), 1))
    barrier = asyncio.Barrier(2)
    waiter = await spawn("barrier left while it opens", barrier.wait())
    other = asyncio.create_task(attempt("the one who opens", barrier.wait()))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.gather(waiter, other)
    print(barrier.broken, barrier.n_waiting)
    tasks = [asyncio.create_task(asyncio.sleep(1, n)) for n in range(3)]
    gathering = await spawn("gather cancelled as it ends", asyncio.gather(*tasks))
    await asyncio.sleep(1)
    gathering.cancel()
    await gathering
    print([t.done() and not t.cancelled() for t in tasks])
    inner = asyncio.create_task(asyncio.sleep(1, "inner"))
    shielded = await spawn("shield cancelled as it ends", asyncio.shield(inner))
    await asyncio.sleep(1)
    shielded.cancel()
    await asyncio.gather(shielded, inner)
    print(inner.result())


asyncio.run(main())
