# written by hand: threads have no fixed order in CPython; with real sleeps it prints the same
import asyncio
import contextvars
import threading
import time

user = contextvars.ContextVar("user", default="nobody")


def outside():
    for function in (asyncio.get_running_loop, asyncio.get_event_loop):
        try:
            function()
        except RuntimeError as error:
            print(error)


async def main():
    loop = asyncio.get_running_loop()
    user.set("ada")
    print(await asyncio.to_thread(user.get))
    print(await loop.run_in_executor(None, user.get))
    thread = threading.Thread(target=lambda: print("a thread of its own:", user.get()))
    thread.start()
    thread.join()
    await asyncio.to_thread(outside)
    loop.set_debug(True)
    event = asyncio.Event()
    waiter = asyncio.create_task(event.wait())
    await asyncio.sleep(0)

    def meddle():
        for function, args in ((loop.call_soon, [print]), (loop.call_later, [1, print]), (event.set, [])):
            try:
                function(*args)
            except RuntimeError as error:
                print(error)

    await asyncio.to_thread(meddle)
    waiter.cancel()


asyncio.run(main())
