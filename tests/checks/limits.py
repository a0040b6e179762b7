"""What must not be exceeded: sizes of the AArch64 programs, memory and time of start-up and imports, the life of martlet-codegen."""
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

import harness
from checks import Job, failed, passed

MEBIBYTE = 1 << 20
LARGEST_PROGRAM = 2500 * 1000       # stripped AArch64 martlet
LARGEST_MINIMAL = 900 * 1000        # the same of boards/variants/minimal.config
LARGEST_PRINT = 2                   # peak resident MiB of print(1)
LARGEST_IMPORTS = 4                 # and of IMPORTS, martlet-codegen not counted
IMPORTS = "import json, re, datetime, collections"
START_SHARE = 1 / 5                 # of CPython's processor time for print(1)
START_RUNS = 11                     # of each, in turn; their medians count
IDLE_SECONDS = 15                   # generous: the idle time of the host board plus scheduling


def program_size(martlet, largest):
    strip = next((s for s in ("llvm-strip-19", "llvm-strip", "aarch64-linux-gnu-strip") if shutil.which(s)), None)
    if strip is None:
        return passed(0)
    with tempfile.TemporaryDirectory(prefix="martlet-size-") as folder:
        out = os.path.join(folder, "martlet")
        subprocess.run([strip, martlet, "-o", out], check=True)
        size = os.path.getsize(out)
    return passed() if size <= largest else failed(f"    {size} bytes stripped, at most {largest}")


def peak_memory(command, program, largest):
    # Without a loop, which might get hot.
    program += "\nstatus = open('/proc/self/status').read()\nprint(status[status.index('VmHWM:'):].split()[:2])"
    # Options about warnings import the module warnings.
    result = harness.run(command + ["-c", program], timeout=20, environment={"PYTHONWARNINGS": ""})
    found = re.search(r"'VmHWM:', '(\d+)'", result.stdout)
    if not found:
        return failed("    " + result.stdout + result.stderr)
    peak = int(found[1]) * 1024
    return passed() if peak <= largest * MEBIBYTE else failed(f"    {peak / MEBIBYTE:.2f} MiB resident, at most {largest}")


def processor_seconds(program):
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(program, [program, "-c", "print(1)"], os.environ, file_actions=quiet)
    usage = os.wait4(process, 0)[2]
    return usage.ru_utime + usage.ru_stime


def start_up(martlet, oracle):
    runs = [(processor_seconds(martlet), processor_seconds(oracle)) for _ in range(START_RUNS)]
    ours, theirs = (statistics.median(column) for column in zip(*runs))
    if ours <= theirs * START_SHARE:
        return passed()
    return failed(f"    {ours * 1e3:.1f} ms, CPython {theirs * 1e3:.1f} ms: at most a fifth")


def idle_exit(martlet):
    """After its idle time the code generator is gone, and comes back when there is work."""
    program = ("import time\n"
               "def f(n, k):\n    s = 0\n    for i in range(n):\n        s += i * k\n    return s\n"
               "print(f(20000, 2))\nprint('hot', flush=True)\ninput()\n"
               "def g(n, k):\n    s = 0\n    for i in range(n):\n        s += i - k\n    return s\n"
               "print(g(20000, 3), flush=True)\n")
    process = subprocess.Popen([martlet, "-X", "jit=sync", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, start_new_session=True)
    try:
        first = [process.stdout.readline(), process.stdout.readline()]
        if first[1] != b"hot\n":
            return failed(f"    {first}", 2)
        end = time.monotonic() + IDLE_SECONDS
        while harness.session(process.pid) and time.monotonic() < end:
            time.sleep(0.05)
        gone = not harness.session(process.pid)
        process.stdin.write(b"\n")
        process.stdin.close()
        last = process.stdout.readline()
        if not gone:
            return failed(f"    martlet-codegen was still there after {IDLE_SECONDS} idle seconds", 2)
        return passed(2) if last == b"199930000\n" else failed(f"    {last}", 2)
    finally:
        harness.kill_group(process)
        process.wait()


def jobs(host, arm64, minimal=None, oracle=None, group="limits"):
    made = []
    if host:
        made.append(Job(group, "peak memory of print(1)", lambda: peak_memory([host], "print(1)", LARGEST_PRINT), 0.2))
        for mode in ("off", "on"):
            command = [host, "-X", "jit=" + mode]
            made.append(Job(group, f"peak memory of {IMPORTS}, jit={mode}",
                            lambda command=command: peak_memory(command, IMPORTS, LARGEST_IMPORTS), 0.2))
        if oracle:
            made.append(Job(group, "start-up beside CPython's", lambda: start_up(host, oracle), 1))
        made.append(Job(group, "martlet-codegen leaves when idle", lambda: idle_exit(host), 6))
    if arm64:
        made.append(Job(group, "size of martlet for AArch64", lambda: program_size(arm64, LARGEST_PROGRAM), 0.2))
    if minimal:
        made.append(Job(group, "size of the minimal martlet for AArch64", lambda: program_size(minimal, LARGEST_MINIMAL), 0.2))
    return made
