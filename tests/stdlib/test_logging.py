"""logging: levels, handlers, formatters, filters, hierarchy, configuration."""
import io
import logging
import logging.config
import logging.handlers

out = io.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
root = logging.getLogger()
root.addHandler(handler)
log = logging.getLogger("a.b")
log.setLevel(logging.INFO)
log.debug("hidden")
log.info("shown %s %d", "x", 5)
log.warning("dict %(k)s", {"k": 1})
logging.getLogger("a").error("parent")
log.log(35, "between")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
print(out.getvalue().replace(__file__, "FILE"))
print(log.getEffectiveLevel(), log.isEnabledFor(10), log.parent.name, log.hasHandlers(), logging.getLevelName(30), logging.getLevelName("ERROR"), repr(log), logging.getLogger("a").getChild("b") is log)
log.addFilter(lambda record: "no" not in record.getMessage())
log.propagate = False
memory = logging.handlers.MemoryHandler(10, target=handler)
log.addHandler(memory)
log.error("no way")
log.error("yes")
print(len(memory.buffer))
memory.flush()
print(out.getvalue().splitlines()[-1:])
for style, text in ("{", "{levelname:>8} {message}"), ("$", "$name $message"):
    print(logging.Formatter(text, style=style).format(logging.LogRecord("n", 20, "p", 1, "m %s", ("a",), None)))
logging.addLevelName(25, "NOTICE")
adapter = logging.LoggerAdapter(log, {"k": 1})
print(logging.getLevelName(25), adapter.process("m", {}), logging.Formatter("%(asctime)s", "%Y").format(logging.LogRecord("n", 20, "p", 1, "m", (), None)).isdigit())
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "formatters": {"f": {"format": "<%(message)s>"}}, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "f", "stream": out}}, "loggers": {"c": {"handlers": ["h"], "level": "DEBUG", "propagate": False}}})
logging.getLogger("c").debug("configured")
print(out.getvalue().splitlines()[-1])
try:
    log.setLevel("NOPE")
except ValueError as error:
    print(error)
logging.disable(logging.ERROR)
print(log.isEnabledFor(logging.ERROR), log.isEnabledFor(logging.CRITICAL))
