#: title  Never awaited
#: about  Four ways to call the same coroutines: not at all, one after the other, as tasks, in a gather.
#: tick   0.5
import asyncio
import time

CUPS = 3         #: knob 1..20  cups of coffee
BREW = 1.0       #: knob 0.1..3.0  seconds that a cup takes
brewing = 0      #: gauge 0..5  cups being made
ready = 0        #: gauge 0..5  cups ready


async def coffee(number):
    global brewing, ready
    brewing += 1
    #: cue   it begins
    #: say   A cup is being made: this line waits. When does anybody run again?
    #: ask   clock
    await asyncio.sleep(BREW + number / 100)
    brewing -= 1
    ready += 1
    return number


async def not_awaited():
    for number in range(1, CUPS + 1):
        #: cue   a call
        #: say   This line calls coffee(). What happens?
        #: ask   value brewing
        #: note  M1: nothing. It makes a coroutine object, which Python throws away with a warning.
        coffee(number)


async def one_by_one():
    for number in range(1, CUPS + 1):
        #: cue   an await
        #: say   await runs the coroutine as a part of this task. When does the second cup begin?
        #: ask   clock
        await coffee(number)


async def forgotten():
    for number in range(1, CUPS + 1):
        asyncio.create_task(coffee(number))
    #: cue   tasks
    #: say   Each cup is a task. How many are being made after these lines?
    #: ask   value brewing
    #: note  M2: none. And nobody waits for them: this function is at its end.
    print("the cups are on their way")


async def gathered():
    #: cue   gather
    #: say   gather makes tasks and waits for all. In which order do the cups stand on the tray?
    #: ask   prints
    #: note  In the order of the arguments, whoever is done first.
    print(await asyncio.gather(*(coffee(number) for number in range(CUPS, 0, -1))))


async def main():
    global ready
    for way in not_awaited, one_by_one, forgotten, gathered:
        began, ready = time.monotonic(), 0
        await way()
        print(f"{way.__name__}: {ready} ready after {time.monotonic() - began:.1f} s")
        await asyncio.sleep(2 * BREW)
    #: cue   the end
    #: say   More tasks, and main is through. Does one of them still run?
    #: ask   next
    #: note  asyncio.run cancels what is left when main ends.
    await forgotten()


asyncio.run(main())

# Change it: in forgotten(), keep the tasks in a list, and await them at the end.
