"""A server whose log lines bear the request that they belong to, though no function hands it on."""
import asyncio
import contextlib
import contextvars
import logging
import sys

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")
user = contextvars.ContextVar("user")


class RequestFilter(logging.Filter):
    def filter(self, record):
        record.request = request_id.get()
        record.user = user.get("nobody")
        return True


logger = logging.getLogger("server")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(request)s %(user)s] %(levelname)s %(message)s"))
handler.addFilter(RequestFilter())
logger.addHandler(handler)
logger.setLevel(logging.DEBUG)
logger.propagate = False


@contextlib.contextmanager
def acting_as(name):
    token = user.set(name)
    try:
        yield
    finally:
        user.reset(token)


@contextlib.asynccontextmanager
async def transaction(name):
    logger.debug("begin %s", name)
    try:
        yield
    except ValueError as error:
        logger.error("roll back %s: %s", name, error)
    else:
        logger.debug("commit %s", name)


async def query(table, seconds):
    await asyncio.sleep(seconds)
    logger.info("read %s", table)
    return f"{table} of {user.get()}"


async def audit():
    await asyncio.sleep(0.5)
    logger.info("audited")


async def handle(number, name, background):
    token = request_id.set(f"r{number}")
    logger.info("begins")
    try:
        with acting_as(name):
            async with transaction("order"):
                rows = await asyncio.gather(query("orders", 0.1 * number), query("items", 0.2))
                if number == 2:
                    raise ValueError("nothing in stock")
            background.add(asyncio.create_task(audit()))
            logger.info("answers %s", rows)
    finally:
        logger.info("ends")
        request_id.reset(token)
    logger.info("after")


def tick(count):
    logger.info("tick %d", count)
    if count:
        asyncio.get_running_loop().call_later(0.2, tick, count - 1)


async def main():
    background = set()
    request_id.set("main")
    asyncio.get_running_loop().call_soon(tick, 2)
    request_id.set("serving")
    async with asyncio.TaskGroup() as group:
        for number, name in enumerate(["ann", "ben", "cem"], 1):
            group.create_task(handle(number, name, background))
    logger.info("all served")
    await asyncio.gather(*background)
    done = asyncio.create_task(asyncio.sleep(0.1))
    done.add_done_callback(lambda task: logger.info("done"))
    done.add_done_callback(lambda task: logger.info("done there"), context=contextvars.Context())
    request_id.set("closing")
    await done


asyncio.run(main())
logger.info("over")
