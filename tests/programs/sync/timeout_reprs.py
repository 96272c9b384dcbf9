"""The repr of a Timeout in each of its states, and what each forbids."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    limit = asyncio.timeout(1)
    print(limit, limit.when(), limit.expired())
    for wrong in (lambda: limit.reschedule(5),):
        try:
            wrong()
        except RuntimeError as error:
            print(error)
    async with limit:
        print(limit, limit.when())
        limit.reschedule(2)
        print(limit)
        limit.reschedule(None)
        print(limit, limit.when())
        limit.reschedule(2.123456)
        print(limit, limit.when())
    print(limit)
    try:
        limit.reschedule(5)
    except RuntimeError as error:
        print(error)
    try:
        async with limit:
            pass
    except RuntimeError as error:
        print(error)
    try:
        async with asyncio.timeout(0.5) as second:
            try:
                await asyncio.sleep(3)
            except asyncio.CancelledError as error:
                print(repr(error), second, second.expired())
                try:
                    second.reschedule(9)
                except RuntimeError as error2:
                    print(error2)
                raise
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), second, second.expired())
    print(asyncio.timeout(None), asyncio.timeout_at(None), asyncio.timeout_at(3.25), asyncio.timeout(-1))
    fresh = asyncio.Timeout(when=loop.time() + 1)
    async with fresh:
        print(fresh, asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout("1"):
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
try:
    asyncio.run(asyncio.timeout(1).__aenter__())
except RuntimeError as error:
    print(error)
limit = asyncio.timeout_at(1)
print(limit)
coroutine = limit.__aenter__()
try:
    coroutine.send(None)
except RuntimeError as error:
    print(error)
try:
    asyncio.timeout(1)
except RuntimeError as error:
    print(error)
