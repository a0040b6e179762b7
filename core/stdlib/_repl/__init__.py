"""The interactive loop for people: an editor for statements of several lines, history, completion, coloured tracebacks.

martlet starts it when standard input and output are a terminal that understands VT100 sequences, a serial console
included; anything else gets the plain loop of core/vm/repl.c. `interact` is the entry.

    keys        bytes of the terminal to names of keys
    terminal    raw mode, size, output
    buffer      the text being edited, without any terminal
    editor      keys to changes of the buffer, drawing
    history     statements of this session and the ones before
    complete    what the Tab key offers
    colour      tracebacks in colours
"""
import builtins
import sys

import _interactive
from _repl.colour import coloured_traceback
from _repl.editor import Editor
from _repl.history import History
from _repl.terminal import Terminal


class Leaver:
    """What `exit` and `quit` are: calling leaves, showing says how to."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Use {self.name}() or Ctrl-D (i.e. EOF) to exit"

    def __call__(self, code=None):
        raise SystemExit(code)


def show_exception(error):
    """Print an uncaught exception: through sys.excepthook when the program has set one."""
    if sys.excepthook is not sys.__excepthook__:
        sys.excepthook(type(error), error, error.__traceback__)
        return
    text = _interactive.traceback_text(error)
    sys.stderr.write(coloured_traceback(text) if Terminal.has_colours() else text)
    sys.stderr.flush()


def prompts():
    """sys.ps1 and sys.ps2, which a program may set to anything."""
    return str(getattr(sys, "ps1", ">>> ")), str(getattr(sys, "ps2", "... "))


def execute(source, namespace):
    """Run one statement; what it raises is shown, but SystemExit is passed on."""
    try:
        exec(compile(source, "<stdin>", "single"), namespace)
    except SystemExit:
        raise
    except BaseException as error:
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
        show_exception(error)
    try:
        sys.stdout.flush()
    except OSError:
        pass


def interact(namespace):
    """Read and run statements until the input ends. `namespace` is that of __main__."""
    for name in ("exit", "quit"):
        setattr(builtins, name, Leaver(name))
    history = History()
    editor = Editor(Terminal(), history, namespace)
    print("Martlet: Python 3.11. Type help() for help, exit() or Ctrl-D to leave.")
    more = True
    while more:
        try:
            more = step(editor, history, namespace)
        except KeyboardInterrupt:
            print("KeyboardInterrupt")


def step(editor, history, namespace):
    """Read and run one statement; whether there may be another."""
    source = editor.read(*prompts())
    if source is None:
        print()
    elif source.strip():
        history.add(source.rstrip())
        execute(source + "\n", namespace)
    return source is not None
