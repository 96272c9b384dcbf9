"""logging: levels and their inheritance, handlers of one's own, filters, formats, exceptions, lazy arguments, propagation, extra."""
import logging
import sys
import time

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
root, app, db = logging.getLogger(), logging.getLogger("app"), logging.getLogger("app.db")
print(app is logging.getLogger("app"), db.parent is app, app.parent is root, root.name, app.level, app.getEffectiveLevel(), logging.getLevelName(35), logging.getLevelName("INFO"))
app.debug("not shown")
app.info("shown %s %d", "text", 5)
app.warning("percent %% and no arguments %s")
db.error("from %(who)s", {"who": "a dict"})
db.setLevel(logging.ERROR)
db.warning("too low")
app.setLevel("DEBUG")
app.debug("now")
print(app.isEnabledFor(10), db.isEnabledFor(30), logging.WARNING, logging.CRITICAL)
try:
    1 / 0
except ZeroDivisionError:
    app.exception("caught %s", "it")
    app.error("with exc_info", exc_info=True)
app.log(25, "own level")
logging.addLevelName(25, "NOTICE")
app.log(25, "named level")
app.critical("critical")


class Lazy:
    def __str__(self):
        print("asked")
        return "lazy"


app.info("%s", Lazy())
db.info("%s", Lazy())


class Keeps(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append((record.levelname, record.getMessage(), record.name, record.args))


keeps = Keeps()
app.addHandler(keeps)
app.info("below the handler's level")
app.warning("kept %s", 1)
db.error("kept too")
print(keeps.records)
app.removeHandler(keeps)
app.propagate = False
app.warning("nobody's")
app.propagate = True
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("{levelname:>8} | {message} | {asctime}", "%H:%M:%S", style="{"))
own = logging.getLogger("own")
own.propagate = False
own.addHandler(handler)
time.sleep(61.5)
own.warning("styled")
handler.addFilter(lambda record: "secret" not in record.getMessage())
own.warning("a secret")
own.warning("no s3cret")


class OnlyErrors(logging.Filter):
    def filter(self, record):
        return record.levelno >= logging.ERROR


own.addFilter(OnlyErrors())
own.warning("filtered")
own.error("passes")
extra = logging.StreamHandler(sys.stdout)
extra.setFormatter(logging.Formatter("%(asctime)s %(levelname)-8s %(name)s %(user)s %(message)s"))
named = logging.getLogger("named")
named.propagate = False
named.addHandler(extra)
named.error("hello", extra={"user": "ann"})
adapter = logging.LoggerAdapter(app, {"job": 5})
adapter.info("adapted")
logging.info("by the module")
logging.disable(logging.ERROR)
app.error("disabled")
app.critical("still")
logging.disable(logging.NOTSET)
app.error("again")
print(app, root, handler.level, app.hasHandlers(), app.handlers, [f.__class__.__name__ for f in own.filters])
