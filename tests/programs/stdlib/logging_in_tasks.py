"""logging in tasks: what fails while a message is formatted."""
import asyncio, logging
log = logging.getLogger("x")
async def w(n):
    await asyncio.sleep(0)
    log.warning("bad %d", "text")
    log.warning("%s and %s", n)
async def main():
    await asyncio.create_task(w(1))
    await w(2)
asyncio.run(main())
logging.raiseExceptions = False
log.warning("bad %d", "text")
