# written by hand: threads have no fixed order in CPython; with real sleeps it prints the same
import asyncio, time, threading
async def main():
    ev = asyncio.Event()
    def setter():
        time.sleep(0.1)
        ev.set()
    threading.Thread(target=setter).start()
    await ev.wait()
asyncio.run(main())
