"""What a cancellation leaves when it comes through a context manager into its generator: no circle of frames."""
import asyncio, contextlib
class Oops(Exception): pass
async def stubborn(delay):
    raise ValueError('stubborn')
@contextlib.asynccontextmanager
async def managed(name):
    try:
        yield name
    finally:
        await asyncio.sleep(0)
class CM:
    async def __aenter__(self): pass
    async def __aexit__(self, *a):
        await asyncio.sleep(0)
async def worker0():
    future3 = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.5, lambda it=future3: it.set_exception(Oops('set')))
    asyncio.current_task().cancel('self')
    try:
            async with managed('managed8'):
                raise NameError("q")
    except asyncio.CancelledError:
        pass
async def main():
    r = await asyncio.gather(asyncio.create_task(worker0()), return_exceptions=True)
    print(r)
    await asyncio.sleep(1)
    print("end")
asyncio.run(main())
