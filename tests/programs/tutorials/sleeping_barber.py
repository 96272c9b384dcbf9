"""The sleeping barber: chairs, an event that wakes the barber, customers who leave when it is full."""
import asyncio

CHAIRS = 3


class Shop:
    def __init__(self):
        self.waiting, self.bell = [], asyncio.Event()
        self.served, self.lost = [], []

    async def barber(self):
        while True:
            if not self.waiting:
                print("the barber sleeps")
                self.bell.clear()
                await self.bell.wait()
                print("the barber wakes")
            name, done = self.waiting.pop(0)
            await asyncio.sleep(1.0)
            self.served.append(name)
            done.set_result(len(self.served))

    async def customer(self, name, arrives):
        await asyncio.sleep(arrives)
        if len(self.waiting) == CHAIRS:
            print(name, "finds no chair")
            self.lost.append(name)
            return
        done = asyncio.get_running_loop().create_future()
        self.waiting.append((name, done))
        self.bell.set()
        print(name, "leaves as number", await done)


async def main():
    shop = Shop()
    barber = asyncio.create_task(shop.barber(), name="barber")
    await asyncio.gather(*(shop.customer(f"customer {i}", t) for i, t in enumerate((0.5, 0.6, 0.7, 0.8, 0.9, 1.55, 7.0))))
    barber.cancel()
    await asyncio.wait([barber])
    print(shop.served, shop.lost, barber.cancelled())


asyncio.run(main())
