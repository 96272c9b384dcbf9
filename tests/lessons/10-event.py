# The exercise of lessons/10-event.md, done.
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
    gate.set()


def connect(number):
    print(f"worker {number} connects to {config}, {time.monotonic() - loaded:.1f} s after it could")


async def polling_worker(number, gate):
    await gate.wait()
    connect(number)


async def waiting_worker(number, gate):
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
    await start(waiting_worker)


asyncio.run(main())
