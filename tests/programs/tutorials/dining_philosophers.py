"""Dining philosophers: forks taken in order, and what happens without an order."""
import asyncio

NAMES = ["Plato", "Kant", "Hume", "Mill", "Sartre"]


async def philosopher(name, first, second, meals, log):
    for meal in range(meals):
        await asyncio.sleep(0.1)
        async with first:
            await asyncio.sleep(0.01)
            async with second:
                log.append(name)
                print(f"{asyncio.get_running_loop().time():.2f} {name} eats ({meal + 1})")
                await asyncio.sleep(0.2)
    return name


async def ordered():
    forks = [asyncio.Lock() for _ in NAMES]
    log = []
    async with asyncio.TaskGroup() as table:
        for place, name in enumerate(NAMES):
            left, right = sorted((place, (place + 1) % len(NAMES)))
            table.create_task(philosopher(name, forks[left], forks[right], 2, log), name=name)
    print({name: log.count(name) for name in NAMES}, any(fork.locked() for fork in forks))


async def greedy():
    forks = [asyncio.Lock() for _ in NAMES]
    log = []
    dinner = [philosopher(name, forks[place], forks[place - 1], 1, log) for place, name in enumerate(NAMES)]
    try:
        await asyncio.wait_for(asyncio.gather(*dinner), timeout=3)
    except asyncio.TimeoutError:
        print("everybody holds one fork", log, [fork.locked() for fork in forks])


asyncio.run(ordered())
asyncio.run(greedy())
