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
    future = loop.create_future()
    future.add_done_callback(print)

    def meddle():
        for function, args in ((loop.call_soon, [print]), (loop.call_later, [1, print]), (future.set_result, [1])):
            try:
                function(*args)
            except RuntimeError as error:
                print(error)

    await asyncio.to_thread(meddle)


asyncio.run(main())
