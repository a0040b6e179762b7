"""Ctrl-C: whatever C code a program is in, a signal ends it with KeyboardInterrupt within a second or so."""
import os
import signal
import subprocess
import time

import harness
from checks import Job, failed, passed

SECONDS = 3.0  # one, where nothing else runs
PROGRAMS = {
    "input": "input()",
    "a loop": "while True: pass",
    "exceptions": "while True:\n  try: 1/0\n  except ZeroDivisionError: pass",
    "list(endless)": "import itertools; list(itertools.repeat(1))",
    "sum(endless)": "import itertools; sum(itertools.count())",
    "in endless": "import itertools; -1 in itertools.count()",
    "deque(endless)": "import itertools, collections; collections.deque(itertools.cycle('a'), maxlen=0)",
    "filter(endless)": "import itertools; next(filter(None, itertools.repeat(0)))",
    "extend(iter(callable))": "[].extend(iter(int, 1))",
    "str.join": "''.join('' for i in iter(int, 1))",
    "star arguments": "import itertools; print(*itertools.repeat(1))",
    "unpacking": "import itertools; a, *b = itertools.count()",
    "reduce": "import functools, itertools, operator; functools.reduce(operator.or_, itertools.repeat(0))",
    "sort with a slow key": "sorted(range(10**7), key=lambda x: len(str(x)) * sum((1, 2, 3)))",
    "sort with slow comparisons": "class C:\n  def __lt__(self, other): return id(self) < id(other)\n"
                                  "sorted([C() for i in range(10**6)] * 4)",
    "re that backtracks": "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
    "re.findall that backtracks": "import re; re.findall('(?:x|xx)+$', 'x' * 100 + 'b')",
    "int multiplication": "x = (1 << 10**7) - 1\nwhile True: x = x * x",
    "int power": "3 ** (3 * 10**7)",
    "int division": "x = (1 << 3 * 10**7) + 1; y = (1 << 15 * 10**6) + 1; x // y",
    "int to text": "import sys; sys.set_int_max_str_digits(0); str(1 << (1 << 24))",
    "text to int": "import sys; sys.set_int_max_str_digits(0); int('7' * 10**7)",
    "factorial": "import math; math.factorial(10**7)",
    "time.sleep": "import time; time.sleep(100)",
    "lock.acquire": "import _thread; l = _thread.allocate_lock(); l.acquire(); l.acquire()",
    "lock.acquire with a timeout": "import _thread; l = _thread.allocate_lock(); l.acquire(); l.acquire(True, 100)",
    "thread.join": "import threading, time; t = threading.Thread(target=time.sleep, args=(9,), daemon=True)\n"
                   "t.start(); t.join()",
    "os.read": "import os; os.read(os.pipe()[0], 1)",
}


def interrupt(command, program):
    process = subprocess.Popen(command + ["-c", "print(1, flush=True)\n" + program], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    try:
        process.stdout.readline()
        time.sleep(0.5)
        start = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        try:
            process.wait(4 * SECONDS)
        except subprocess.TimeoutExpired:
            return failed("    still running")
        seconds = time.monotonic() - start
        error = process.stderr.read().decode()
        if error.rstrip().endswith("KeyboardInterrupt") and process.returncode == -signal.SIGINT and seconds < SECONDS:
            return passed()
        return failed(f"    status {process.returncode} after {seconds:.1f} s: {error[-300:]}")
    finally:
        harness.kill_group(process)
        process.wait()


def jobs(martlet, group="interrupts"):
    return [Job(group, f"{name}, jit={mode}", lambda mode=mode, text=text: interrupt([martlet, "-X", "jit=" + mode], text), 1.0)
            for mode in ("off", "sync") for name, text in PROGRAMS.items()]
