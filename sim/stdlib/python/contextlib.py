"""contextlib: context managers made from generators, and small ones ready made."""
from abc import ABC, abstractmethod


def _has(cls, *names):
    return all(getattr(cls, name, None) is not None for name in names)


class AbstractContextManager(ABC):
    @classmethod
    def __subclasscheck__(cls, other):
        return cls in other.__mro__ or cls is AbstractContextManager and _has(other, "__enter__", "__exit__")

    @classmethod
    def __instancecheck__(cls, value):
        return cls.__subclasscheck__(type(value))

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager(ABC):
    @classmethod
    def __subclasscheck__(cls, other):
        return cls in other.__mro__ or cls is AbstractAsyncContextManager and _has(other, "__aenter__", "__aexit__")

    @classmethod
    def __instancecheck__(cls, value):
        return cls.__subclasscheck__(type(value))

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return _update_wrapper(inner, func)


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return _update_wrapper(inner, func)


# ---- from generators ----

class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """What a function under @contextmanager returns: runs the generator up to its yield, then from there on."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func     # they may hold what the body wants gone
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = exc_type()
        try:
            self.gen.throw(value)
        except StopIteration as exc:
            return exc is not value             # a StopIteration of the body's own passes on
        except BaseException as exc:
            if exc is value:
                exc.__traceback__ = traceback
                return False
            if isinstance(exc, RuntimeError) and isinstance(value, StopIteration) and exc.__cause__ is value:
                value.__traceback__ = traceback  # the generator turned the body's StopIteration into this
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(AsyncContextDecorator, AbstractAsyncContextManager):
    """The same for @asynccontextmanager."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = exc_type()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as exc:
            return exc is not value
        except BaseException as exc:
            if exc is value:
                exc.__traceback__ = traceback
                return False
            if (isinstance(exc, RuntimeError) and isinstance(value, (StopIteration, StopAsyncIteration))
                    and exc.__cause__ is value):
                value.__traceback__ = traceback
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return _update_wrapper(helper, func)


def asynccontextmanager(func):
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return _update_wrapper(helper, func)


# ---- ready made ----

class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, value, traceback):
        if exc_type is None:
            return None
        if issubclass(exc_type, self._exceptions):
            return True
        if issubclass(exc_type, BaseExceptionGroup):
            match, rest = value.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *exc_info):
        pass


# ---- stacks ----

def _no_protocol(cls, kind):
    return TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {kind}context manager "
                     f"protocol")


def _method(cls, name):
    """A method of the class itself; None where it has none."""
    return getattr(cls, name, None)


class _BaseExitStack:
    """Callbacks to be run last first; each is (is_sync, callback)."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        other = type(self)()
        other._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return other

    def enter_context(self, cm):
        cls = type(cm)
        try:
            enter, exit = cls.__enter__, cls.__exit__
        except AttributeError:
            raise _no_protocol(cls, "") from None
        result = enter(cm)
        self._push_exit(cm, exit, True)
        return result

    def push(self, exit):
        method = _method(type(exit), "__exit__")
        if method is None:
            self._exit_callbacks.append((True, exit))
        else:
            self._push_exit(exit, method, True)
        return exit

    def callback(self, callback, /, *args, **kwds):
        def leave(exc_type, value, traceback):
            callback(*args, **kwds)
        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback

    def _push_exit(self, cm, method, is_sync):
        self._exit_callbacks.append((is_sync, lambda *exc_info: method(cm, *exc_info)))


def _fix_context(new, old, outer):
    """Let the chain of `new` end in `old`, as it would with nested with statements."""
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is outer:
            break
        new = context
    new.__context__ = old


def _exc_info(exc):
    if exc is None:
        return None, None, None
    return type(exc), exc, exc.__traceback__


def _raise_pending(exc):
    """Raise without a new context: the one it has was put right."""
    context = exc.__context__
    try:
        raise exc
    except BaseException:
        exc.__context__ = context
        raise


class ExitStack(_BaseExitStack, AbstractContextManager):
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        exc, outer = exc_info[1], _handled()
        received, suppressed, pending = exc is not None, False, False
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                if callback(*_exc_info(exc)):
                    suppressed, pending, exc = True, False, None
            except BaseException as new:
                _fix_context(new, exc, outer)
                pending, exc = True, new
        if pending:
            _raise_pending(exc)
        return received and suppressed

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        exc, outer = exc_info[1], _handled()
        received, suppressed, pending = exc is not None, False, False
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                answer = callback(*_exc_info(exc))
                if not is_sync:
                    answer = await answer
                if answer:
                    suppressed, pending, exc = True, False, None
            except BaseException as new:
                _fix_context(new, exc, outer)
                pending, exc = True, new
        if pending:
            _raise_pending(exc)
        return received and suppressed

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def enter_async_context(self, cm):
        cls = type(cm)
        try:
            enter, exit = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise _no_protocol(cls, "asynchronous ") from None
        result = await enter(cm)
        self._push_exit(cm, exit, False)
        return result

    def push_async_exit(self, exit):
        method = _method(type(exit), "__aexit__")
        if method is None:
            self._exit_callbacks.append((False, exit))
        else:
            self._push_exit(exit, method, False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def leave(exc_type, value, traceback):
            await callback(*args, **kwds)
        leave.__wrapped__ = callback
        self._exit_callbacks.append((False, leave))
        return callback
