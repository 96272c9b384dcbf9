"""as_completed with a progress bar drawn on one line."""
import asyncio
import random
import sys


async def download(name, size):
    for _ in range(size):
        await asyncio.sleep(random.choice([0.1, 0.2, 0.3]))
    return name, size


def bar(done, total, width=20):
    filled = done * width // total
    return f"[{'#' * filled}{'.' * (width - filled)}] {done / total:>4.0%}"


async def main():
    random.seed(7)
    sizes = {f"file{n}": random.randint(1, 6) for n in range(5)}
    coroutines = [download(name, size) for name, size in sizes.items()]
    total = 0
    for done in asyncio.as_completed(coroutines):
        name, size = await done
        total += size
        print("\r" + bar(total, sum(sizes.values())), end=f" {name}", flush=True)
    sys.stdout.write("\n")
    tasks = {asyncio.create_task(download(name, size)): name for name, size in sizes.items()}
    order = []
    async for task in asyncio.as_completed(tasks):
        order.append((tasks[task], task.result()[1]))
    print(order)
    try:
        for done in asyncio.as_completed([asyncio.sleep(1, "one"), asyncio.sleep(9, "nine")], timeout=2):
            print(await done)
    except TimeoutError as error:
        print("late", repr(error))
    print(f"{asyncio.get_running_loop().time():.1f}")


asyncio.run(main())
