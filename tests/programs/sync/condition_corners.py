"""Condition: wait_for with predicates that fail, a notify that is lost or handed on, cancellation while it takes the lock again."""
import asyncio


async def waits(name, condition, log):
    try:
        async with condition:
            result = await condition.wait()
            log.append(name)
            print(name, "woken", result, condition.locked())
            await asyncio.sleep(0.5)
    except BaseException as error:
        print(name, repr(error), condition.locked())
        raise


async def main():
    condition, log = asyncio.Condition(), []
    for act in (condition.notify, condition.notify_all):
        try:
            act()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)
    try:
        await condition.wait_for(lambda: False)
    except RuntimeError as error:
        print(error)
    print("true at once", await condition.wait_for(lambda: "yes"))
    try:
        condition.release()
    except RuntimeError as error:
        print(error)
    tasks = [asyncio.create_task(waits(n, condition, log)) for n in "abcd"]
    await asyncio.sleep(0)
    async with condition:
        condition.notify(2)
        print("notified two")
        tasks[0].cancel("while notified")
    await asyncio.sleep(3)
    print(log)
    async with condition:
        condition.notify(1)
        await asyncio.sleep(0)
        tasks[2].cancel("while it waits for the lock")
        await asyncio.sleep(0)
        tasks[2].cancel("again")
    await asyncio.sleep(3)
    print(log)
    async with condition:
        condition.notify(n=0)
        condition.notify(100)
    await asyncio.gather(*tasks, return_exceptions=True)
    print(log)

    def fails():
        raise ZeroDivisionError("in the predicate")

    async with condition:
        try:
            await condition.wait_for(fails)
        except ZeroDivisionError as error:
            print(error, condition.locked())
    values = iter([0, "", [], "truth"])

    async def wait_for_truth():
        async with condition:
            return await condition.wait_for(lambda: next(values))
    task = asyncio.create_task(wait_for_truth())
    for _ in range(3):
        await asyncio.sleep(1)
        async with condition:
            condition.notify()
    print(await task)
    try:
        async with condition:
            async with asyncio.timeout(1):
                await condition.wait()
    except TimeoutError:
        print("timed out", condition.locked())
    lock = asyncio.Lock()
    one, two = asyncio.Condition(lock), asyncio.Condition(lock)
    async with one:
        print(two.locked(), lock.locked())
        two.notify()


asyncio.run(main())
