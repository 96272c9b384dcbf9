# written by hand: threads have no fixed order in CPython; with real sleeps it prints the same
import asyncio, time, threading
def work(n):
    time.sleep(n)
    return n*2
async def ticker():
    for i in range(4):
        print("tick", i)
        await asyncio.sleep(0.4)
async def main():
    t = asyncio.create_task(ticker())
    print(await asyncio.to_thread(work, 1))
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*(loop.run_in_executor(None, work, x) for x in (0.3, 0.1, 0.2))))
    await t
    async def co(): 
        await asyncio.sleep(0.5)
        return 5
    def w():
        f = asyncio.run_coroutine_threadsafe(co(), loop)
        try: print("r", f.result(timeout=0.1))
        except TimeoutError as e: print("timeout", repr(e))
        print(f.result())
    await asyncio.to_thread(w)
    ev = asyncio.Event()
    def setter():
        time.sleep(0.1)
        ev.set()
        print("set", loop.time() > 1)
    threading.Thread(target=setter).start()
    try:
        await asyncio.wait_for(ev.wait(), 3)
        print("got")
    except TimeoutError: print("late")
    def setter2():
        time.sleep(0.1)
        loop.call_soon_threadsafe(ev2.set)
    ev2 = asyncio.Event()
    threading.Thread(target=setter2).start()
    await ev2.wait()
    print("got2")
asyncio.run(main())
