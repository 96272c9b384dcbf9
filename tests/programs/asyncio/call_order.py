"""The order of callbacks: soon, later, tasks, futures, wakeups."""
import asyncio


async def chatty(name, rounds):
    for n in range(rounds):
        print(name, n)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon 1")
    task = asyncio.create_task(chatty("task", 3))
    loop.call_soon(print, "soon 2")
    loop.call_later(0, print, "later 0")
    loop.call_soon(lambda: loop.call_soon(print, "nested soon"))
    print("main")
    await asyncio.sleep(0)
    print("main after one")
    await task
    print("main after task")
    a, b = loop.create_future(), loop.create_future()

    async def waits(name, future):
        print(name, await future)

    tasks = [asyncio.create_task(waits(n, f)) for n, f in (("w1", a), ("w2", b), ("w3", a))]
    await asyncio.sleep(0)
    b.set_result("b")
    a.set_result("a")
    loop.call_soon(print, "after results")
    await asyncio.gather(*tasks)
    for delay in 0.3, 0.1, 0.2, 0.1:
        loop.call_later(delay, print, "timer", delay)
    await asyncio.sleep(0.1)
    print("slept 0.1")
    await asyncio.sleep(0.5)
    event = asyncio.Event()
    waiting = [asyncio.create_task(chain(event, n)) for n in range(3)]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    print("set and cleared")
    await asyncio.gather(*waiting)


async def chain(event, n):
    await event.wait()
    print("woken", n)
    await asyncio.sleep(0)
    print("again", n)


asyncio.run(main())
