"""call_soon, call_later, call_at: order, arguments, cancelling, a periodic timer, a countdown that stops the loop."""
import asyncio


class Periodic:
    def __init__(self, loop, period, action):
        self.loop, self.period, self.action = loop, period, action
        self.handle = loop.call_later(period, self.tick)

    def tick(self):
        self.action()
        self.handle = self.loop.call_later(self.period, self.tick)

    def stop(self):
        self.handle.cancel()


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    log = []
    loop.call_later(0.2, log.append, "later 0.2")
    loop.call_at(began + 0.1, log.append, "at 0.1")
    loop.call_soon(log.append, "soon")
    never = loop.call_later(0.15, log.append, "never")
    loop.call_later(0.1, never.cancel)
    log.append("now")
    await asyncio.sleep(0.3)
    print(log, never.cancelled(), never.when())
    beats = []
    periodic = Periodic(loop, 0.25, lambda: beats.append(round(loop.time() - began, 2)))
    loop.call_later(1.1, periodic.stop)
    await asyncio.sleep(2)
    print(beats)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)


def countdown(number, loop):
    print(number)
    if number:
        loop.call_later(1, countdown, number - 1, loop)
    else:
        loop.stop()


asyncio.run(main())
loop = asyncio.new_event_loop()
try:
    loop.call_soon(countdown, 3, loop)
    loop.run_forever()
finally:
    print(loop.time(), loop.is_running(), loop.is_closed())
    loop.close()
    print(loop.is_closed())
