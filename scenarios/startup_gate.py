#: title  Startup gate
#: about  Workers wait for the configuration: first they keep looking, then an event tells them.
#: tick   0.5
import asyncio
import time

WORKERS = 3      #: knob 1..40  workers that wait for the configuration
POLL = 0.5       #: knob 0.1..2.0  seconds between two looks
LOADING = 1.2    #: knob 0.1..5.0  seconds until the configuration is there
looks = 0        #: gauge 0..100  looks for nothing
config = None
loaded = 0.0


async def load_config(gate):
    global config, loaded
    await asyncio.sleep(LOADING)
    config, loaded = "db.example:5432", time.monotonic()
    print("the configuration is here")
    #: cue   it is here
    #: say   The configuration is loaded. Every worker sleeps: who notices, and when?
    #: ask   clock
    #: note  M16: polling reacts late, and has woken every worker for nothing.
    #: cue   the gate opens when looks == 0
    #: say   set() puts every worker into the ready queue, now, in the order in which they came.
    #: ask   next
    #: focus gate
    gate.set()


def connect(number):
    print(f"worker {number} connects to {config}, {time.monotonic() - loaded:.1f} s after it could")


async def polling_worker(number, gate):
    global looks
    while config is None:
        #: cue   looking
        #: say   Nothing there. Sleep, look again, and again, and again.
        #: ask   clock
        looks += 1
        await asyncio.sleep(POLL)
    connect(number)


async def waiting_worker(number, gate):
    #: cue   at the gate
    #: say   The gate is closed: wait() suspends this worker until somebody opens it.
    #: ask   switches
    #: focus gate
    #: cue   an open gate when config is not None
    #: say   This one comes late, and the gate is open. Does it have to wait?
    #: ask   switches
    #: note  M11: an event is a level. It stays set, and whoever waits from now on goes straight on.
    #: focus gate
    await gate.wait()
    connect(number)


async def start(worker):
    global config, looks
    config, looks = None, 0
    gate = asyncio.Event()
    async with asyncio.TaskGroup() as service:
        for number in range(1, WORKERS + 1):
            service.create_task(worker(number, gate))
        await load_config(gate)
        await asyncio.sleep(1)
        service.create_task(worker("late", gate))
    print(f"looked {looks} times for nothing")


async def main():
    await start(polling_worker)
    #: cue   an event instead of looking
    #: say   The same start, but nobody looks. Everybody waits at a gate.
    #: ask   prints
    await start(waiting_worker)


asyncio.run(main())

# Change it: the configuration changes every 2 seconds. Why does the event not tell them twice?
