"""logging: levels, formats, names, exceptions."""
import logging
import sys

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(levelname)s:%(name)s:%(message)s|%(lineno)d|%(funcName)s")
logging.info("root %s", "logger")
logging.warning("warn")
log = logging.getLogger("app.db")
parent = logging.getLogger("app")
parent.setLevel("ERROR")
log.warning("hidden")
log.error("shown %d %s", 1, [2])
log.setLevel(logging.INFO)
log.info("now shown")
log.debug("no")
print(log.getEffectiveLevel(), log.level, log.name, logging.getLogger("app.db") is log, logging.getLevelName(30), log.parent is parent)


def risky():
    try:
        1 / 0
    except ZeroDivisionError as error:
        log.exception("failed: %s", error)
        log.error("again", exc_info=True)


risky()
log.log(logging.CRITICAL, "critical %(key)s", {"key": "value"})
log.info("bad format %d", "x") if False else None
logging.basicConfig(level=logging.ERROR, format="ignored")
log.info("%s has %.1f%%", "x", 99.5)
log.info("no args 100%")
print(logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL, logging.NOTSET, repr(log), repr(logging.getLogger()))
