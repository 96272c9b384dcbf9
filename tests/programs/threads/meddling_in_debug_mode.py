# written by hand: threads have no fixed order in CPython, which prints the same
"""Debug mode: another thread that touches the loop's objects is told so, but what it did is done."""
import asyncio, threading
def t(name, f):
    try:
        print(name, f())
    except BaseException as e:
        print(name, type(e).__name__, e)
async def main():
    loop = asyncio.get_running_loop()
    lock = asyncio.Lock(); await lock.acquire()
    lock2 = asyncio.Lock(); await lock2.acquire()
    w = asyncio.create_task(lock2.acquire())
    sem = asyncio.Semaphore(0)
    ws = asyncio.create_task(sem.acquire())
    ev = asyncio.Event()
    we = asyncio.create_task(ev.wait())
    fut = loop.create_future()
    q = asyncio.Queue()
    wq = asyncio.create_task(q.get())
    sl = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    fut2 = loop.create_future(); fut2.add_done_callback(lambda f: print("cb"))
    def work():
        t("call_soon", lambda: loop.call_soon(print))
        t("call_later", lambda: loop.call_later(1, print))
        t("call_at", lambda: loop.call_at(1, print))
        t("lock", lock.release)
        t("lock2", lock2.release)
        t("sem", sem.release)
        t("ev", ev.set)
        t("fut", lambda: fut.set_result(1))
        t("fut2", lambda: fut2.set_result(1))
        t("q", lambda: q.put_nowait(1))
        t("cancel", sl.cancel)
        t("safe", lambda: type(loop.call_soon_threadsafe(lambda: None)).__name__)
        t("add", lambda: fut2.add_done_callback(print))
    th = threading.Thread(target=work); th.start(); 
    import time; time.sleep(0.1)
    th.join()
    print(lock.locked(), lock2.locked(), sem._value, ev.is_set(), fut.done(), fut2.done(), q.qsize())
    print("the waiters were never woken")


asyncio.run(main(), debug=True)
