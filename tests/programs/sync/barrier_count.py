"""What stands inside a barrier: those who wait, then those who have yet to leave it."""
import asyncio


async def member(barrier, name):
    await asyncio.sleep(name)
    print(name, "comes", barrier._count, barrier.n_waiting)
    place = await barrier.wait()
    print(name, "goes", place, barrier._count, barrier.n_waiting)


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(member(barrier, name) for name in range(3)))
    print(barrier._count)


asyncio.run(main())
