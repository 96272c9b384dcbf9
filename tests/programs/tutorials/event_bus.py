"""An event bus with priorities, one-time handlers, asynchronous handlers, errors that do not stop the others, and wait_for_event."""
import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager


class Bus:
    def __init__(self):
        self.handlers, self.waiters = defaultdict(list), defaultdict(list)

    def on(self, name, *, priority=0, once=False):
        def register(handler):
            self.handlers[name].append((-priority, len(self.handlers[name]), handler, once))
            self.handlers[name].sort(key=lambda entry: entry[:2])
            return handler
        return register

    async def emit(self, name, **data):
        results = []
        for entry in list(self.handlers[name]):
            _, _, handler, once = entry
            if once:
                self.handlers[name].remove(entry)
            try:
                result = handler(**data)
                results.append(await result if asyncio.iscoroutine(result) else result)
            except Exception as error:
                results.append(error)
        for future in self.waiters.pop(name, ()):
            if not future.done():
                future.set_result(data)
        return results

    async def wait_for_event(self, name, timeout=None):
        future = asyncio.get_running_loop().create_future()
        self.waiters[name].append(future)
        async with asyncio.timeout(timeout):
            return await future

    @asynccontextmanager
    async def recording(self, *names):
        seen, before = [], {name: list(self.handlers[name]) for name in names}
        for name in names:
            self.on(name)(lambda name=name, **data: seen.append((name, data)))
        try:
            yield seen
        finally:
            self.handlers.update(before)


bus = Bus()


@bus.on("order", priority=5)
def check(item, n):
    if n > 100:
        raise ValueError("too many")
    return "checked"


@bus.on("order")
async def ship(item, n):
    await asyncio.sleep(n / 10)
    return f"shipped {n} {item}"


@bus.on("order", priority=10, once=True)
def greet(**data):
    return "first order!"


async def main():
    print(await bus.emit("order", item="tea", n=2))
    print(await bus.emit("order", item="tea", n=200))
    waiter = asyncio.create_task(bus.wait_for_event("ready"))
    await asyncio.sleep(0)
    print(await bus.emit("ready", at="noon"), await waiter)
    try:
        await bus.wait_for_event("never", timeout=1)
    except TimeoutError as error:
        print(repr(error), len(bus.waiters["never"]))
    async with bus.recording("order", "ready") as seen:
        await bus.emit("order", item="milk", n=1)
        await bus.emit("ready")
    print(seen, len(bus.handlers["order"]), await bus.emit("never"))


asyncio.run(main())
