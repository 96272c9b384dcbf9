# Three tasks share two spaces; who waits is served in order, and a cancelled one leaves the line.
import asyncio


async def guest(name, spaces, stay):
    async with spaces:
        print(name, 'in ', spaces._value, spaces.locked())
        await asyncio.sleep(stay)
    print(name, 'out', spaces._value, spaces.locked())


async def main():
    spaces = asyncio.Semaphore(2)
    guests = [asyncio.create_task(guest(name, spaces, 1.0)) for name in 'abcde']
    await asyncio.sleep(0.5)
    guests[2].cancel()
    print(await asyncio.gather(*guests, return_exceptions=True))
    print(spaces._value)


asyncio.run(main())
