#: title  The kettle
#: about  Guests wait for hot water. They get up and look every now and then, or an event tells them.
#: tick   0.5
import asyncio
import time

EVENT = 0        #: knob 0..1  1: an event tells the guests; 0: they look
GUESTS = 3       #: knob 1..20  guests that wait for hot water
POLL = 0.5       #: knob 0.1..2.0  seconds between two looks
BOIL = 1.3       #: knob 0.1..5.0  seconds until the water boils
looks = 0        #: gauge 0..20  looks for nothing
late = 0.0       #: gauge 0..2  seconds from the boiling to the last guest
served = 0       #: gauge 0..20  guests with tea
boiled_at = 0.0


async def kettle(whistle):
    global boiled_at
    await asyncio.sleep(BOIL)
    boiled_at = time.monotonic()
    #: cue   it boils
    #: say   The water boils, and the kettle whistles. Every guest sleeps. When does the first one come?
    #: ask   clock
    #: note  M16: with EVENT=0 at the next look. With EVENT=1 at once.
    #: focus whistle
    whistle.set()


async def guest(number, whistle):
    global looks, late, served
    #: cue   a guest
    #: say   The first guest is here, and the water is cold. Who runs next?
    #: ask   next
    if EVENT:
        await whistle.wait()
    while not whistle.is_set():
        looks += 1
        #: cue   a look for nothing
        #: say   Cold water. This guest sits down again, and will look again.
        #: ask   clock
        await asyncio.sleep(POLL + number / 100)
    late = round(time.monotonic() - boiled_at, 2)
    served += 1
    #: cue   hot water
    #: say   Here is the first guest. How long has the water been boiling?
    #: ask   value late
    print(f"guest {number} has tea, {late} s late")


async def main():
    whistle = asyncio.Event()
    async with asyncio.TaskGroup() as kitchen:
        for number in range(1, GUESTS + 1):
            kitchen.create_task(guest(number, whistle))
        #: cue   on the stove
        #: say   The guests are there. Now the kettle is put on.
        #: ask   prints
        kitchen.create_task(kettle(whistle))
    #: cue   everybody has tea
    #: say   How many wakings were for nothing?
    #: ask   value looks
    print(f"{looks} looks for nothing")


asyncio.run(main())

# Change it: two guests, one cup: the second must wait until the first has washed it.
