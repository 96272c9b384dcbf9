# A KeyboardInterrupt or SystemExit of the body goes out alone.
import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        print('child ends')


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            await asyncio.sleep(0)
            raise KeyboardInterrupt('body')
    except KeyboardInterrupt as error:
        print(repr(error), group)
    async with asyncio.TaskGroup() as group:
        group.create_task(child())
        await asyncio.sleep(0)
        raise SystemExit(7)


try:
    asyncio.run(main())
except SystemExit as error:
    print('exit', error.code)
