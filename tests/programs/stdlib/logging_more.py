import logging
log = logging.getLogger(__name__)
log.info("no")
log.warning("last resort %s", 1)
log.error("e")
try:
    {}["k"]
except KeyError:
    log.exception("trace")
logging.basicConfig(level="DEBUG", style="{", format="{levelname:>8} {name}: {message}")
log.debug("braces")
logging.basicConfig(level=logging.ERROR, force=True)
log.warning("hidden")
log.error("shown")
adapter = logging.LoggerAdapter(log, {"id": 7})
adapter.error("adapter")
class F(logging.Filter):
    def filter(self, record):
        return "secret" not in record.getMessage()
log.addFilter(F())
log.error("secret")
log.error("public")
class H(logging.Handler):
    def emit(self, record):
        print("emit", record.levelname, record.msg, record.args, record.getMessage(), self.format(record))
h = H(level=logging.ERROR)
log.addHandler(h)
log.warning("no")
log.error("yes %s", 1)
log.error("extra", extra={"user": "me"})
log.error("stack", stack_info=False)
print(logging.DEBUG, logging.NOTSET, logging.WARN)
logging.addLevelName(25, "NOTICE")
log.log(25, "hidden notice")
log.log(45, "unnamed")
