"""threading: Thread and Lock, on the virtual clock.

A thread runs until it waits or ends; nothing comes in between, so plain assignments are safe here. `_start`, `_running`,
`_wait` and `_wake` are stdlib/threading.c's: _wait puts the running thread aside until somebody calls _wake with its
number, or until the seconds are over.
"""

import sys

TIMEOUT_MAX = 9223372036.0
_IDENT = 140737350000000
_threads = {}
_made = 0


class Lock:
    """Whoever finds it free has it, also before those who wait: release() only wakes the first in line."""

    def __init__(self):
        self._holder = None
        self._line = []

    def _seconds(self, blocking, timeout):
        if not blocking:
            if timeout != -1:
                raise ValueError("can't specify a timeout for a non-blocking call")
            return 0
        if timeout == -1:
            return None
        if timeout < 0:
            raise ValueError("timeout value must be a non-negative number")
        if timeout > TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")
        return timeout

    def acquire(self, blocking=True, timeout=-1):
        seconds = self._seconds(blocking, timeout)
        me = _running()
        until = None if seconds is None else _now_ns() / 1e9 + seconds
        is_woken = False
        while self._holder is not None:
            left = None if until is None else until - _now_ns() / 1e9
            if left is not None and left <= 0:
                return False
            self._line.insert(0 if is_woken else len(self._line), me)
            is_woken = _wait("a lock", self._holder, left)
            if not is_woken:
                self._line.remove(me)
                return False
        self._holder = me
        return True

    def release(self):
        if self._holder is None:
            raise RuntimeError("release unlocked lock")
        self._holder = None
        if self._line:
            _wake(self._line.pop(0))

    def locked(self):
        return self._holder is not None

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc_value, traceback):
        self.release()

    def __repr__(self):
        state = "unlocked" if self._holder is None else "locked"
        return f"<{state} _thread.lock object at {hex(id(self))}>"


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _made
        assert group is None, "group argument must be None for now"
        if name is None:
            _made += 1
            name = f"Thread-{_made}"
            if target is not None and hasattr(target, "__name__"):
                name = f"{name} ({target.__name__})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._number = None
        self._ended = False
        self._waiting = []
        self._initialized = True

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._number is not None:
            raise RuntimeError("threads can only be started once")
        self._number = _start(self._begin, self._name, bool(self._daemonic))
        _threads[self._number] = self

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _begin(self):
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            sys.stderr.write(f"Exception in thread {self._name}:\n{_format_exception(error)}")
        self._end()

    def _end(self):
        self._ended = True
        del _threads[self._number]
        for number in self._waiting:
            _wake(number)

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._number is None:
            raise RuntimeError("cannot join thread before it is started")
        me = _running()
        if self._number == me:
            raise RuntimeError("cannot join current thread")
        if self._ended:
            return
        self._waiting.append(me)
        if not _wait(f"the end of {self._name}", self._number, timeout):
            self._waiting.remove(me)

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._number is not None and not self._ended

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)
        if self._number is not None:
            _rename(self._number, self._name)

    def getName(self):
        return self._name

    def setName(self, name):
        self.name = name

    @property
    def ident(self):
        return None if self._number is None else _IDENT + self._number * 4096

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._number is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def __repr__(self):
        state = "initial" if self._number is None else "stopped" if self._ended else "started"
        if self._daemonic:
            state += " daemon"
        if self._number is not None:
            state += f" {self.ident}"
        return f"<{type(self).__name__}({self._name}, {state})>"


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemonic = False
        self._number = 0
        self._ended = False
        self._waiting = []
        self._initialized = True


_threads[0] = _MainThread()


def current_thread():
    return _threads[_running()]


def main_thread():
    return _threads[0]


def get_ident():
    return _IDENT + _running() * 4096


def active_count():
    return len(_threads)


def enumerate():
    return list(_threads.values())
