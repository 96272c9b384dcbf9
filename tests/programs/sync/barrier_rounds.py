# Tasks wait for each other, twice over; each gets an index of its own.
import asyncio


def extra(thing):
    return repr(thing).partition('[')[2]


async def runner(name, barrier, pace):
    for lap in range(2):
        await asyncio.sleep(pace)
        index = await barrier.wait()
        print(name, 'lap', lap, 'index', index, extra(barrier))


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties, barrier.n_waiting, barrier.broken, extra(barrier))
    tasks = [asyncio.create_task(runner(name, barrier, pace)) for name, pace in (('a', 1), ('b', 3), ('c', 2))]
    await asyncio.sleep(2.5)
    print(barrier.n_waiting, extra(barrier))
    await asyncio.gather(*tasks)
    async with asyncio.Barrier(1) as index:
        print('alone', index)


asyncio.run(main())
