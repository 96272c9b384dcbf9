"""What wakes somebody whose loop is closed: it is done, and then it says so."""
import asyncio
def t(name, f):
    try:
        print(name, f())
    except BaseException as e:
        print(name, type(e).__name__, e)
loop = asyncio.new_event_loop()
things = []
async def main():
    lock = asyncio.Lock(); await lock.acquire()
    sem = asyncio.Semaphore(0); ev = asyncio.Event(); q = asyncio.Queue(); q2 = asyncio.Queue(1); q2.put_nowait(1)
    q3 = asyncio.Queue(); q3.put_nowait(1)
    cond = asyncio.Condition()
    async def cw():
        async with cond:
            await cond.wait()
    ts = [loop.create_task(c) for c in (lock.acquire(), sem.acquire(), ev.wait(), q.get(), q2.put(2), q3.join(), cw(), asyncio.sleep(5))]
    fut = loop.create_future(); fut.add_done_callback(print)
    fut2 = loop.create_future(); fut2.set_result(1)
    await asyncio.sleep(0); await asyncio.sleep(0)
    things.extend([lock, sem, ev, q, q2, q3, cond, fut, fut2, ts])
loop.run_until_complete(main())
loop.close()
lock, sem, ev, q, q2, q3, cond, fut, fut2, ts = things
t("lock", lock.release)
t("sem", sem.release)
t("ev", ev.set)
t("q", lambda: q.put_nowait(1))
t("q2", q2.get_nowait)
t("q3", q3.task_done)
t("shutdown", q.shutdown)
t("fut", lambda: fut.set_result(1))
t("add", lambda: fut2.add_done_callback(print))
t("cancel", ts[-1].cancel)
t("cancel", ts[-2].cancel)
t("cancel done", ts[0].cancel)
t("soon", lambda: loop.call_soon(print))
t("later", lambda: loop.call_later(1, print))
print(lock.locked(), sem._value, ev.is_set(), q.qsize(), q2.qsize(), q3.empty(), fut.done(), [x.done() for x in ts])
import gc
del things[:], lock, sem, ev, q, q2, q3, cond, fut, fut2, ts
gc.collect()
