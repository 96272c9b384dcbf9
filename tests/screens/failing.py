import asyncio

SPACES = 1
inside = 0
#: expect always inside <= SPACES
#: expect always nobody == 1


async def car(number):
    global inside
    inside += 1
    await asyncio.sleep(number)
    inside -= 1


async def main():
    asyncio.create_task(car(9))
    await asyncio.gather(car(1), car(2))


asyncio.run(main())
