# written by hand: threads have no fixed order in CPython; with real sleeps it prints the same
import threading,time
a=threading.Lock(); b=threading.Lock()
def x():
    with a:
        time.sleep(0.1)
        with b: pass
def y():
    with b:
        time.sleep(0.1)
        with a: pass
t=threading.Thread(target=x); u=threading.Thread(target=y)
t.start(); u.start(); t.join()
