# More tasks than parties: who comes while the barrier drains waits for the next round.
import asyncio


async def guest(name, barrier):
    async with barrier as index:
        print(name, index, barrier.n_waiting)


async def main():
    barrier = asyncio.Barrier(2)
    guests = [asyncio.create_task(guest(name, barrier)) for name in 'abcdef']
    await asyncio.wait(guests, timeout=1)
    print([task.done() for task in guests])


asyncio.run(main())
