"""Logging in a service: levels, names, exceptions, times."""
import asyncio
import logging
import sys

logging.basicConfig(
    level=logging.DEBUG,
    format="%(asctime)s %(levelname)s [%(name)s] %(message)s",
    datefmt="%H:%M:%S",
    stream=sys.stdout,
)
logging.getLogger("asyncio").setLevel(logging.WARNING)
log = logging.getLogger(__name__)
jobs = logging.getLogger("shop.jobs")
jobs.setLevel(logging.INFO)


async def job(number):
    jobs.debug("not shown %s", number)
    jobs.info("job %d starts", number)
    await asyncio.sleep(number)
    try:
        return 6 / (number - 2)
    except ZeroDivisionError:
        jobs.exception("job %d failed", number)
        return None
    finally:
        jobs.log(logging.WARNING, "job %s ends", number)


async def main():
    log.debug("start, effective level %s, enabled %s", jobs.getEffectiveLevel(), jobs.isEnabledFor(logging.DEBUG))
    results = await asyncio.gather(*(job(n) for n in range(1, 4)))
    log.info("results: %s", results)
    log.error("%(who)s has %(count)03d", {"who": "shop", "count": 7})
    log.critical("100% without arguments")


asyncio.run(main())
