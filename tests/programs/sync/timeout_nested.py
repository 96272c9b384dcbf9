# Nested timeouts: the one that expired gets the TimeoutError.
import asyncio


async def attempt(outer, inner):
    try:
        async with asyncio.timeout(outer) as a:
            try:
                async with asyncio.timeout(inner) as b:
                    await asyncio.sleep(10)
            except TimeoutError:
                print('inner', end=' ')
                await asyncio.sleep(2)
            print('went on', end=' ')
    except TimeoutError:
        print('outer', end=' ')
    print(a.expired(), b.expired(), asyncio.get_running_loop().time(), asyncio.current_task().cancelling())


async def main():
    await attempt(5, 1)
    await attempt(1, 5)
    await attempt(2, 1)
    await attempt(1, 1)
    await attempt(0, 0)


asyncio.run(main())
