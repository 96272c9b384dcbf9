"""An elevator with requests in a heap for each direction, a condition for its passengers, and a day's statistics."""
import asyncio
import heapq
import statistics


class Elevator:
    def __init__(self, floors):
        self.floors, self.floor, self.direction = floors, 0, 1
        self.up, self.down, self.arrived = [], [], asyncio.Condition()
        self.called = asyncio.Event()
        self.travelled = 0

    def request(self, floor):
        if floor > self.floor or (floor == self.floor and self.direction == 1):
            heapq.heappush(self.up, floor)
        else:
            heapq.heappush(self.down, -floor)
        self.called.set()

    async def run(self):
        while True:
            if not self.up and not self.down:
                self.called.clear()
                await self.called.wait()
            ahead = self.up if self.direction == 1 else self.down
            if not ahead:
                self.direction = -self.direction
                continue
            target = abs(heapq.heappop(ahead))
            self.travelled += abs(target - self.floor)
            await asyncio.sleep(abs(target - self.floor) * 0.5 + 0.1)
            async with self.arrived:
                self.floor = target
                print(f"at {target} going {'up' if self.direction == 1 else 'down'}")
                self.arrived.notify_all()

    async def ride(self, name, begin, end, at):
        loop = asyncio.get_running_loop()
        await asyncio.sleep(at)
        began = loop.time()
        for floor in begin, end:
            self.request(floor)
            async with self.arrived:
                await self.arrived.wait_for(lambda: self.floor == floor)
        print(name, "arrived at", end)
        return loop.time() - began


async def main():
    elevator = Elevator(10)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(elevator.run())
        rides = [group.create_task(elevator.ride(n, b, e, t)) for n, b, e, t in (("ann", 0, 7, 0), ("bob", 5, 2, 0.13), ("cem", 3, 9, 0.77), ("dot", 8, 0, 1.31), ("eve", 4, 4, 2.07))]
        times = await asyncio.gather(*rides)
        running.cancel()
    print([round(t, 2) for t in times], round(statistics.mean(times), 3), elevator.travelled)


asyncio.run(main())
