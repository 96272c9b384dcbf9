# abort() breaks the barrier for those inside and those who come; reset() lets it fill again.
import asyncio


def extra(thing):
    return repr(thing).partition('[')[2]


async def guest(name, barrier):
    try:
        print(name, await barrier.wait())
    except asyncio.BrokenBarrierError as error:
        print(name, 'broken:', error, extra(barrier))
    except asyncio.CancelledError:
        print(name, 'cancelled', extra(barrier))


async def main():
    barrier = asyncio.Barrier(3)
    for act in (barrier.reset, barrier.abort):
        guests = [asyncio.create_task(guest(name, barrier)) for name in 'ab']
        await asyncio.sleep(1)
        print(act.__name__, await act(), extra(barrier))
        await asyncio.gather(*guests)
    await guest('late', barrier)
    print(barrier.broken)
    await barrier.reset()
    guests = [asyncio.create_task(guest(name, barrier)) for name in 'xy']
    await asyncio.sleep(0)
    guests[0].cancel()
    await asyncio.sleep(1)
    print(barrier.n_waiting)
    await asyncio.gather(guest('v', barrier), guest('w', barrier), *guests)
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)
    print(issubclass(asyncio.BrokenBarrierError, RuntimeError))


asyncio.run(main())
