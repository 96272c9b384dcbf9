import asyncio
class Item:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return str(self.n) * 20 < str(other.n) * 20
async def main():
    queue = asyncio.PriorityQueue(2)
    for n in 3, 1: await queue.put(Item(n))
    putter = asyncio.create_task(queue.put(Item(2)))
    await asyncio.sleep(0)
    print(queue, await queue.get())
    await putter
    print(await queue.get(), await queue.get())
asyncio.run(main())
