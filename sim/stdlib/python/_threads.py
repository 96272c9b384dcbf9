"""What asyncio needs of concurrent.futures: futures that threads wait for, the loop's pool of worker threads, and how
the futures of the two worlds are tied together.
"""

import asyncio
import contextvars
import functools
import threading

WORKERS_MOST = 32  # min(32, processors + 4) in CPython


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


for _class in (Error, CancelledError, InvalidStateError):
    _class.__module__ = "concurrent.futures._base"


class Future:
    def __init__(self):
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._waiting = []
        self._callbacks = []

    def __repr__(self):
        where = f"<Future at {hex(id(self))} state={self._state.lower()}"
        if self._state != "FINISHED":
            return where + ">"
        if self._exception is not None:
            return f"{where} raised {type(self._exception).__name__}>"
        return f"{where} returned {type(self._result).__name__}>"

    def cancel(self):
        if self._state in ("RUNNING", "FINISHED"):
            return False
        if self._state == "PENDING":
            self._settle("CANCELLED")
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def add_done_callback(self, fn):
        if self.done():
            self._call(fn)
        else:
            self._callbacks.append(fn)

    def result(self, timeout=None):
        self._until_done(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._until_done(timeout)
        return self._exception

    def _until_done(self, timeout):
        if not self.done():
            me = _running()
            self._waiting.append(me)
            if not _wait("the result of a future", -1, timeout):
                self._waiting.remove(me)
                raise TimeoutError()
        if self._state == "CANCELLED":
            raise CancelledError()

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        if self._state == "PENDING":
            self._state = "RUNNING"
            return True
        raise InvalidStateError("Future in unexpected state")

    def set_result(self, result):
        self._check_open()
        self._result = result
        self._settle("FINISHED")

    def set_exception(self, exception):
        self._check_open()
        self._exception = exception
        self._settle("FINISHED")

    def _check_open(self):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")

    def _settle(self, state):
        self._state = state
        for number in self._waiting:
            _wake(number)
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception as error:
            import logging

            logging.getLogger("concurrent.futures").error("exception calling callback for %r", self, exc_info=error)


# ---- the pool ----


class Pool:
    """Worker threads that take jobs from one line. A new one is made where none is idle, up to WORKERS_MOST."""

    def __init__(self):
        self._jobs = []
        self._idle = []
        self._made = 0
        self._alive = 0
        self._is_ending = False
        self._ended = None

    def submit(self, function):
        future = Future()
        self._jobs.append((future, function))
        if self._idle:
            number = self._idle.pop(0)
            _set_daemon(number, False)
            _wake(number)
        elif self._alive < WORKERS_MOST:
            thread = threading.Thread(target=self._work, name=f"asyncio_{self._made}", daemon=False)
            self._made += 1
            self._alive += 1
            thread.start()
        return future

    def _work(self):
        while True:
            while self._jobs:
                self._do(*self._jobs.pop(0))
            if self._is_ending:
                break
            number = _running()
            self._idle.append(number)
            _set_daemon(number, True)
            _wait("work", -1, None)
        self._alive -= 1
        if self._alive == 0 and self._ended is not None:
            self._ended.get_loop().call_soon_threadsafe(_set_done, self._ended)

    def _do(self, future, function):
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = function()
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def end(self, loop):
        self._is_ending = True
        if self._alive == 0:
            return None
        self._ended = loop.create_future()
        for number in self._idle:
            _set_daemon(number, False)
            _wake(number)
        self._idle.clear()
        return self._ended


def _set_done(future):
    if not future.done():
        future.set_result(None)


# ---- futures of threads and futures of a loop ----


def _converted(error):
    if type(error) is CancelledError:
        return asyncio.CancelledError(*error.args)
    if type(error) is InvalidStateError:
        return asyncio.InvalidStateError(*error.args)
    return error


def _copy_to_loop(source, future):
    if future.cancelled():
        return
    if source.cancelled():
        future.cancel()
    elif source.exception() is not None:
        future.set_exception(_converted(source.exception()))
    else:
        future.set_result(source.result())


def _copy_to_thread(source, future):
    if source.cancelled():
        future.cancel()
    if not future.set_running_or_notify_cancel():
        return
    error = source.exception()
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(source.result())


def _chain_future(source, destination):
    """One of the two belongs to a loop, the other to threads: what the source becomes, the destination becomes, and the
    destination's cancel() is the source's too."""
    is_to_loop = asyncio.isfuture(destination)
    loop = destination.get_loop() if is_to_loop else source.get_loop()

    def _set_state(future, other):
        if is_to_loop:
            _copy_to_loop(other, future)
        else:
            _copy_to_thread(other, future)

    def _call_check_cancel(destination):
        if not destination.cancelled():
            return
        if is_to_loop:
            source.cancel()
        else:
            loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if not is_to_loop:
            _set_state(destination, source)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(_set_state, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def run_in_executor(loop, pool, function, args):
    future = loop.create_future()
    job = functools.partial(function, *args) if args else function
    _chain_future(pool.submit(job), future)
    return future


async def to_thread(func, /, *args, **kwargs):
    loop = asyncio.get_running_loop()
    context = contextvars.copy_context()
    return await loop.run_in_executor(None, functools.partial(context.run, func, *args, **kwargs))


to_thread.__module__ = "asyncio.threads"


def begin_to_thread(func, args, kwargs):
    return to_thread(func, *args, **(kwargs or {}))


def run_coroutine_threadsafe(coro, loop):
    future = Future()

    def callback():
        try:
            _chain_future(asyncio.ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(callback)
    return future
