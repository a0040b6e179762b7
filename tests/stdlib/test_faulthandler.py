# faulthandler: what a dying process says, and tracebacks on demand, on a signal and after a time.
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time


def clean(text):
    """Without what differs from run to run: numbers of threads, file names."""
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    return re.sub(r'File "[^"]*[/<]([^"]*)"', r'File "\1"', text).rstrip("\n")


def written(action):
    """What action(file) has written to its file."""
    with tempfile.TemporaryFile("w+") as file:
        result = action(file)
        file.flush()
        file.seek(0)
        return result, clean(file.read())


def show(what, action):
    result, text = written(action)
    print(f"--- {what}: {result!r}")
    print(text)


def attempt(action, *args, **keywords):
    try:
        print(action(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def inner(file, **keywords):
    return faulthandler.dump_traceback(file, **keywords)


def outer(file, **keywords):
    return inner(file, **keywords)


show("one thread", lambda file: outer(file, all_threads=False))
show("all threads", lambda file: outer(file))
show("by number", lambda file: outer(file.fileno(), all_threads=False))


def hérisson(file):
    faulthandler.dump_traceback(file, all_threads=False)


show("other letters", hérisson)


def deep(n, file):
    return deep(n - 1, file) if n else faulthandler.dump_traceback(file, all_threads=False)


_, text = written(lambda file: deep(150, file))
print(text.count("in deep"), text.splitlines()[-1])

# --- another thread, which waits
ready, go = threading.Event(), threading.Event()


def wait_here():
    ready.set()
    go.wait(10)


thread = threading.Thread(target=wait_here)
thread.start()
ready.wait()
time.sleep(0.05)
_, text = written(faulthandler.dump_traceback)
go.set()
thread.join()
parts = text.split("\n\n")
print(len(parts), parts[0].splitlines()[0], "in wait_here" in parts[0], parts[1].splitlines()[0])

# --- on a signal


def poke(file):
    os.kill(os.getpid(), signal.SIGUSR1)


def registered(file):
    faulthandler.register(signal.SIGUSR1, file, all_threads=False)
    poke(file)
    return faulthandler.unregister(signal.SIGUSR1)


show("a signal", registered)
print(faulthandler.unregister(signal.SIGUSR1))

called = []
signal.signal(signal.SIGUSR1, lambda number, frame: called.append(number))


def chained(file):
    faulthandler.register(signal.SIGUSR1, file=file, all_threads=False, chain=True)
    poke(file)
    poke(file)
    return faulthandler.unregister(signal.SIGUSR1)


show("a chain", chained)
print(called == [signal.SIGUSR1] * 2)
attempt(faulthandler.register, signal.SIGSEGV)
attempt(faulthandler.register, 0)
attempt(faulthandler.register, 1000)

# --- after a time


def sleep(file):
    faulthandler.dump_traceback_later(0.05, file=file)
    time.sleep(0.3)
    return faulthandler.cancel_dump_traceback_later()


def too_late(file):
    faulthandler.dump_traceback_later(5, file=file)
    faulthandler.cancel_dump_traceback_later()


def repeated(file):
    faulthandler.dump_traceback_later(0.05, repeat=True, file=file)
    time.sleep(0.3)
    faulthandler.cancel_dump_traceback_later()


show("later", sleep)
show("cancelled", too_late)
_, text = written(repeated)
print(text.count("Timeout (0:00:00.050000)!") >= 2, "in repeated" in text)
attempt(faulthandler.dump_traceback_later, 0)
attempt(faulthandler.dump_traceback_later, -1)
attempt(faulthandler.dump_traceback_later, "1")

# --- arguments
attempt(faulthandler.dump_traceback, -1)
attempt(faulthandler.dump_traceback, "file")
attempt(faulthandler.enable, object())


class File:
    """fileno() that is no number."""

    def fileno(self):
        return "3"


attempt(faulthandler.dump_traceback, File())
stderr, sys.stderr = sys.stderr, None
attempt(faulthandler.dump_traceback)
sys.stderr = stderr

# --- fatal signals, in a process of their own
print(faulthandler.is_enabled(), faulthandler.disable())
faulthandler.enable()
print(faulthandler.is_enabled(), faulthandler.disable(), faulthandler.is_enabled())


def die(code, *options, **environment):
    process = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, timeout=20,
                             env={**os.environ, **environment})
    print(process.returncode, process.stdout)
    print(clean(process.stderr))


fault = """
import faulthandler, os, signal
{}
def inner(number):
    os.kill(os.getpid(), number)
def outer(number):
    inner(number)
outer(signal.{})
"""
for name in "SIGSEGV", "SIGABRT", "SIGFPE", "SIGILL", "SIGBUS":
    die(fault.format("faulthandler.enable()", name))
die(fault.format("faulthandler.enable(all_threads=False)", "SIGSEGV"))
die(fault.format("faulthandler.enable(); faulthandler.disable()", "SIGSEGV"))
die(fault.format("", "SIGSEGV"), "-X", "faulthandler")
die(fault.format("", "SIGSEGV"), PYTHONFAULTHANDLER="1")
die(fault.format("", "SIGSEGV"), "-X", "dev")
die("import faulthandler; faulthandler.enable(); faulthandler._sigsegv()")
die("import faulthandler; faulthandler.enable(); faulthandler._read_null()")
die("import faulthandler, time\ndef f():\n  faulthandler.dump_traceback_later(0.05, exit=True)\n  time.sleep(10)\nf()")
