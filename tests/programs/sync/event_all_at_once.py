# set() wakes all who wait, in order; while it stays set, nobody waits.
import asyncio


async def waiter(name, event):
    print(name, await event.wait(), event.is_set())


async def main():
    gate = asyncio.Event()
    print(gate.is_set(), repr(gate).partition('[')[2])
    tasks = [asyncio.create_task(waiter(name, gate)) for name in 'abc']
    await asyncio.sleep(1)
    print(repr(gate).partition('[')[2])
    gate.set()
    print(gate.is_set(), repr(gate).partition('[')[2])
    gate.set()
    await asyncio.gather(*tasks)
    await waiter('late', gate)
    gate.clear()
    again = asyncio.create_task(waiter('again', gate))
    await asyncio.sleep(1)
    gate.set()
    gate.clear()                          # who was woken is woken
    await again


asyncio.run(main())
