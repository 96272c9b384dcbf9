# What a timeout refuses.
import asyncio

try:
    asyncio.timeout(1)
except RuntimeError as error:
    print(error)


async def main():
    limit = asyncio.timeout(1)
    print(limit, limit.when())
    for turn in range(2):
        try:
            async with limit:
                print('inside', turn)
        except RuntimeError as error:
            print(error)
    for thing in (asyncio.timeout(1), limit):
        try:
            thing.reschedule(2)
        except RuntimeError as error:
            print(error)
    try:
        async with asyncio.timeout(0.5) as limit:
            try:
                await asyncio.sleep(1)
            finally:
                try:
                    limit.reschedule(5)
                except RuntimeError as error:
                    print(error)
    except TimeoutError:
        pass
    try:
        limit.reschedule(2)
    except RuntimeError as error:
        print(error)
    try:
        with asyncio.timeout(1):
            pass
    except TypeError as error:
        print(error)


async def outside_of_a_task(limit):
    async with limit:
        pass


asyncio.run(main())
