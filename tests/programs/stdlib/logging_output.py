"""What logging writes, with a call stack where a message cannot be formatted."""
import asyncio
import logging
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout)
log = logging.getLogger("app")
log.debug("not shown")
log.info("info %s %d", "text", 5)
log.warning("percent %5.2f|%-5s|%r", 1.5, "a", "b")
log.error("error")
log.critical("critical")
logging.info("root")
logging.getLogger("app.child").warning("child")
log.setLevel(logging.ERROR)
log.warning("hidden")
logging.getLogger("app.child").warning("hidden too")
print(log.level, log.getEffectiveLevel(), logging.getLogger("app.child").getEffectiveLevel(), log.isEnabledFor(30))
print(logging.getLevelName(20), logging.getLevelName("WARNING"))
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed %s", "here")
    log.error("with info", exc_info=True)
log.log(logging.CRITICAL, "by number")
print(repr(log), log.name, logging.getLogger() is logging.root, repr(logging.getLogger()))
log.error("dict %(a)s", {"a": 1})
log.error("too many %s", 1, 2)
log.error("100%")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(asctime)s] %(levelname)-8s %(name)s %(funcName)s:%(lineno)d %(message)s", "%H:%M:%S"))
other = logging.getLogger("other")
other.addHandler(handler)
other.propagate = False
other.setLevel("DEBUG")
def function():
    other.debug("in function")
function()
other.removeHandler(handler)
other.addHandler(logging.NullHandler())
other.info("nowhere")
print(log.hasHandlers(), other.handlers)

async def worker(n):
    other.propagate = True
    other.info("worker %d starts", n)
    await asyncio.sleep(0.1 * n)
    other.info("worker %d ends", n)

async def main():
    async with asyncio.TaskGroup() as tg:
        for n in range(3):
            tg.create_task(worker(n), name=f"w{n}")
asyncio.run(main())
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("still")
