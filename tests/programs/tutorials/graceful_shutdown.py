"""Graceful shutdown: stop taking work, drain with a deadline, cancel what is left."""
import asyncio
import logging
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)-8s %(name)s: %(message)s", stream=sys.stdout)
log = logging.getLogger("server")


async def handle(number, seconds):
    try:
        await asyncio.sleep(seconds)
        log.info("request %d done", number)
        return number
    except asyncio.CancelledError:
        log.warning("request %d cut off after %.1f s", number, asyncio.get_running_loop().time() - number * 0.5)
        raise


class Server:
    def __init__(self):
        self.stopping = asyncio.Event()
        self.running = set()

    async def serve(self):
        number = 0
        while not self.stopping.is_set():
            task = asyncio.create_task(handle(number, [0.2, 1.4, 9][number % 3]))
            self.running.add(task)
            task.add_done_callback(self.running.discard)
            number += 1
            try:
                async with asyncio.timeout(0.5):
                    await self.stopping.wait()
            except TimeoutError:
                pass
        log.info("no more requests")

    async def shutdown(self, grace):
        self.stopping.set()
        if self.running:
            done, pending = await asyncio.wait(self.running, timeout=grace)
            pending = sorted(pending, key=asyncio.Task.get_name)
            for task in pending:
                task.cancel()
            results = await asyncio.gather(*pending, return_exceptions=True)
            log.info("%d finished, %d cancelled", len(done), sum(isinstance(r, asyncio.CancelledError) for r in results))


async def main():
    server = Server()
    serving = asyncio.create_task(server.serve())
    asyncio.get_running_loop().call_later(2.2, log.critical, "signal %s", "SIGTERM")
    await asyncio.sleep(2.2)
    await server.shutdown(grace=1)
    await serving
    print(len(server.running), asyncio.get_running_loop().time())


asyncio.run(main())
