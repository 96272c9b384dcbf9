# written by hand: threads have no fixed order in CPython; with real sleeps it prints the same
import threading, time
def worker(n, pause):
    print("begin", n, threading.current_thread().name)
    time.sleep(pause)
    print("end", n)
ts=[threading.Thread(target=worker, args=(i, 1+i)) for i in range(3)]
for t in ts: t.start()
print("started")
for t in ts:
    t.join()
    print("joined", t.name, t.is_alive())
lock = threading.Lock()
def locked(n):
    with lock:
        print("in", n)
        time.sleep(0.5)
        print("out", n)
ts=[threading.Thread(target=locked, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
def bad(): raise ValueError("x")
t=threading.Thread(target=bad); t.start(); t.join(0.1)
print(lock.acquire(), lock.acquire(timeout=0.2), lock.locked())
