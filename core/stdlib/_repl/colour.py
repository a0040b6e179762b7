"""Tracebacks in colours."""

RESET = "\x1b[0m"
FAINT = "\x1b[2m"
ERROR = "\x1b[1;31m"
PLACE = "\x1b[36m"
MARK = "\x1b[31m"


def coloured_traceback(text):
    """The text of a traceback with colours: places, the marks below source lines, and the exception itself."""
    return "".join(coloured_line(line) + "\n" for line in text.rstrip("\n").split("\n"))


def coloured_line(line):
    """One line of a traceback, by what it starts with."""
    content = line.strip(" |+-")
    if not content:
        return line
    if content.startswith('File "'):
        return PLACE + line + RESET
    if not content.strip("^~ "):
        return MARK + line + RESET
    if line.startswith("    "):
        return line
    if content.startswith(("Traceback (most", "During handling", "The above exception", "[Previous line")):
        return FAINT + line + RESET
    name, colon, rest = line.partition(":")
    if name.strip(" |+-").replace(".", "").replace("_", "").isalnum():
        return ERROR + name + RESET + colon + rest
    return line
