# written by hand: threads have no fixed order in CPython; with real sleeps it prints the same
import threading
import time


class Counter(threading.Thread):
    def __init__(self, count):
        super().__init__(name="counter", daemon=True)
        self.count = count

    def run(self):
        for number in range(self.count):
            print(self.name, number)
            time.sleep(0.1)


counter = Counter(3)
print(counter.is_alive(), counter.ident, counter.daemon)
try:
    counter.join()
except RuntimeError as error:
    print(error)
counter.start()
time.sleep(0.05)
try:
    counter.start()
except RuntimeError as error:
    print(error)
counter.join(0.15)
print(counter.is_alive(), counter.ident != threading.get_ident())
counter.join()
print(counter.is_alive(), threading.current_thread() is threading.main_thread(), threading.active_count())
lock = threading.Lock()
try:
    lock.release()
except RuntimeError as error:
    print(error)
print(lock.acquire(False), lock.acquire(blocking=False), lock.locked())


def late():
    time.sleep(0.2)
    print("the program waits for this one")


def for_ever():
    time.sleep(1000)
    print("and not for this one")


threading.Thread(target=late).start()
threading.Thread(target=for_ever, daemon=True).start()
raise SystemExit(3)
