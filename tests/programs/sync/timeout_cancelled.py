# A cancellation from outside is never turned into a TimeoutError, even in the same instant.
import asyncio


async def patient(seconds):
    try:
        async with asyncio.timeout(seconds):
            await asyncio.sleep(10)
    except TimeoutError:
        print('TimeoutError')
    except asyncio.CancelledError as error:
        print('CancelledError', error.args)
        raise


async def main():
    for first in ('cancel', 'timeout'):
        task = asyncio.create_task(patient(1))
        if first == 'cancel':
            await asyncio.sleep(1)
            task.cancel('from outside')
        else:
            await asyncio.sleep(0)
            asyncio.get_running_loop().call_later(1, task.cancel)
            await asyncio.sleep(1)
        await asyncio.wait([task])
        print(first, task.cancelled(), task.cancelling())
    task = asyncio.create_task(patient(5))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
