# written by hand: the reference has put functions of its own in the place of these
"""Wrong calls of time, and of datetime.now, and what they say."""
import time
from datetime import datetime


def t(call):
    try:
        call()
        print("fine")
    except BaseException as e:
        print(type(e).__name__, e)


t(lambda: time.sleep())
t(lambda: time.sleep("x"))
t(lambda: time.sleep(-1))
t(lambda: time.sleep(None))
t(lambda: time.sleep(1, 2))
t(lambda: time.sleep(secs=1))
t(lambda: time.sleep(float("nan")))
t(lambda: time.sleep(float("inf")))
t(lambda: time.sleep([]))
t(lambda: time.time(1))
t(lambda: time.monotonic(1))
t(lambda: time.perf_counter(1))
t(lambda: time.perf_counter_ns(1))
t(lambda: time.time_ns(1))
t(lambda: time.strftime())
t(lambda: time.strftime(5))
t(lambda: time.strftime("%Y", 5))
t(lambda: time.strftime("%Y", (1, 2)))
t(lambda: time.strftime(format="%Y"))
t(lambda: time.gmtime("x"))
t(lambda: time.gmtime(1, 2))
t(lambda: time.mktime())
t(lambda: time.mktime(5))
t(lambda: time.mktime((1, 2)))
t(lambda: time.process_time(1))
t(lambda: datetime.now(5, 6))
t(lambda: datetime.now(foo=1))
t(lambda: datetime.today(1))
t(lambda: datetime.utcnow(1))
t(lambda: time())
