# The exercise of lessons/01-overview.md, done.
import asyncio
import time

CUPS = 3         #: knob 1..20  cups of coffee
BREW = 1.0       #: knob 0.1..3.0  seconds that a cup takes
brewing = 0      #: gauge 0..5  cups being made
ready = 0        #: gauge 0..5  cups ready


async def coffee(number):
    global brewing, ready
    brewing += 1
    await asyncio.sleep(BREW + number / 100)
    brewing -= 1
    ready += 1
    return number


async def not_awaited():
    for number in range(1, CUPS + 1):
        coffee(number)


async def one_by_one():
    for number in range(1, CUPS + 1):
        await coffee(number)


async def forgotten():
    tasks = []
    for number in range(1, CUPS + 1):
        tasks.append(asyncio.create_task(coffee(number)))
    print("the cups are on their way")
    await asyncio.gather(*tasks)


async def gathered():
    print(await asyncio.gather(*(coffee(number) for number in range(CUPS, 0, -1))))


async def main():
    global ready
    for way in not_awaited, one_by_one, forgotten, gathered:
        began, ready = time.monotonic(), 0
        await way()
        print(f"{way.__name__}: {ready} ready after {time.monotonic() - began:.1f} s")
        await asyncio.sleep(2 * BREW)
    await forgotten()


asyncio.run(main())
