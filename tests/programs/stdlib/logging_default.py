"""logging without basicConfig: warnings and above go to standard error."""
import logging

logging.debug("no")
logging.getLogger("a").warning("before configuration")
logging.warning("configures")
logging.getLogger("a").warning("after")
logging.getLogger("a").info("no")
logging.error("%s", ValueError("x"))
