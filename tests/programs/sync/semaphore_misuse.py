# Bounded and unbounded, and what they refuse.
import asyncio


async def main():
    bounded = asyncio.BoundedSemaphore(2)
    print(repr(bounded).partition('[')[2], isinstance(bounded, asyncio.Semaphore), type(bounded).__name__)
    try:
        async with bounded:
            print(bounded._value, bounded.locked())
            bounded.release()
    except ValueError as error:
        print('ValueError', error, bounded._value)
    try:
        bounded.release()
    except ValueError as error:
        print('ValueError', error)
    for value in (-1, 'two'):
        for kind in (asyncio.Semaphore, asyncio.BoundedSemaphore):
            try:
                kind(value)
            except (ValueError, TypeError) as error:
                print(type(error).__name__, error)
    free = asyncio.Semaphore()
    free.release()
    print(free._value, repr(free).partition('[')[2])
    try:
        async with bounded:
            raise LookupError('inside')
    except LookupError as error:
        print(error, bounded._value)


asyncio.run(main())
