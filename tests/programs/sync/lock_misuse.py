# What a lock refuses.
import asyncio


async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as error:
        print('RuntimeError', error)
    try:
        async with lock:
            lock.release()
    except RuntimeError as error:
        print('RuntimeError', error)
    try:
        with lock:
            pass
    except TypeError as error:
        print('TypeError', error)
    try:
        async with lock:
            raise KeyError('inside')
    except KeyError as error:
        print('KeyError', error, lock.locked())
    async with lock as nothing:
        print(nothing)
    coroutine = lock.acquire()
    print(lock.locked(), coroutine.__qualname__, coroutine.__name__)
    print(await coroutine, lock.locked())


asyncio.run(main())
