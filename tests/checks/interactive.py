"""A session typed on a terminal: the editor of core/stdlib/_repl, its history, completion, colours, help()."""
import os
import pty
import select
import signal
import tempfile
import time

from checks import Job, Outcome

UP, LEFT, HOME = "\x1b[A", "\x1b[D", "\x1b[H"
PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"
PROMPT = ">>> \r\x1b[4C"
# What is typed, and what the terminal must then receive, in this order: two texts where typing goes on only when both are
# there. The first session leaves a history for the second.
FIRST = [
    ("", PROMPT),
    ("6 * 7\r", "42\r\n", PROMPT),
    ("def double(x):\r", "...     "),
    ("return x * 2\r\r", PROMPT),
    ("double(4)\r", "8\r\n", PROMPT),
    (UP + "\r", "8\r\n", PROMPT),
    ("\x10" * 3 + "\r", "42\r\n", PROMPT),
    ("x = 'ac'" + LEFT * 2 + "b" + HOME + "\x05\r", PROMPT),
    ("x\r", "'abc'\r\n", PROMPT),
    ("1 +\x08\x08\x08'back' + 'space'\r", "'backspace'\r\n", PROMPT),
    ("'cut' 'word'\x17\x17'kept'\r", "kept", PROMPT),
    ("doub\t5)\r", "10\r\n", PROMPT),
    ("x.isal\t\t", "isalnum"),
    ("\x15import posix\tpath as p\r", PROMPT),
    ("p.basena\t'/a/b')\r", "'b'\r\n", PROMPT),
    ("1 / 0\r", "\x1b[1;31mZeroDivisionError\x1b[0m: division by zero", PROMPT),
    ("(1,\r2)\r", "(1, 2)\r\n", PROMPT),
    ("never run\x03", "KeyboardInterrupt", PROMPT),
    ("while True: pass\r\r", "\x1b[?2004l"),
    ("\x03", "KeyboardInterrupt", PROMPT),
    (PASTE + "if x:\n    y = 1\n    y += 1\n" + PASTE_END + "\r", PROMPT),
    ("y\r", "2\r\n", PROMPT),
    ("'é日本'" + LEFT * 2 + "\x08x\r", "'éx本'\r\n", PROMPT),
    ("\x12doub", "double"),
    ("\r\r", "10\r\n", PROMPT),
    ("help('if')\r", "if is a keyword", PROMPT),
    ("exit\r", "Use exit() or Ctrl-D", PROMPT),
    ("'last' 'line'\r", "'lastline'\r\n", PROMPT),
    ("\x04", "\n"),
]
SECOND = [("", PROMPT), (UP + "\r", "'lastline'\r\n", PROMPT), ("exit(3)\r", "\n")]


def type_in(command, steps, environment, timeout):
    """Run steps; (the first step that failed and what came instead, or None; the exit status)."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(command[0], command, environment)
    try:
        for keys, *expected in steps:
            os.write(terminal, keys.encode())
            received = wait_for(terminal, [text.encode() for text in expected], timeout)
            if received is not None:
                return (keys, expected, received), None
        return None, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    finally:
        os.close(terminal)
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def wait_for(terminal, expected, timeout):
    """None when the terminal got these texts in this order, else what it got."""
    received, end = b"", time.monotonic() + timeout
    while not in_order(received, expected):
        if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
            return received
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return received
        if not data:
            return received
        received += data
    return None


def in_order(text, parts):
    """Whether the parts occur in the text one behind the other."""
    position = 0
    for part in parts:
        position = text.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True


def jobs(martlet, timeout):
    def work():
        with tempfile.TemporaryDirectory(prefix="martlet-terminal-") as home:
            environment = {"HOME": home, "TERM": "vt100", "PATH": os.environ.get("PATH", "")}
            for steps, status in ((FIRST, 0), (SECOND, 3)):
                wrong, ended = type_in([martlet], steps, environment, timeout)
                if wrong:
                    return Outcome(len(FIRST) + len(SECOND), 1, "    typed %r, expected %r, got %r" % wrong)
                if ended != status:
                    return Outcome(len(FIRST) + len(SECOND), 1, f"    exit status {ended}, expected {status}")
        return Outcome(len(FIRST) + len(SECOND))

    return [Job("command line", "session on a terminal", work, 2)]
