# Exceptions that cross a timeout: swallowed, replaced, raised in cleanup, in time.
import asyncio


async def main():
    try:
        async with asyncio.timeout(1):
            raise KeyError('in time')
    except KeyError as error:
        print(repr(error))
    async with asyncio.timeout(1) as limit:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print('swallowed')
    print(limit.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1) as limit:
            try:
                await asyncio.sleep(5)
            finally:
                raise ValueError('cleanup failed')
    except ValueError as error:
        chain = error
        while chain:
            print(repr(chain), end=' <- ')
            chain = chain.__context__
        print(limit.expired())
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                await asyncio.sleep(3)
                print('long cleanup', asyncio.get_running_loop().time())
                raise
    except TimeoutError:
        print('only now', asyncio.get_running_loop().time())


asyncio.run(main())
