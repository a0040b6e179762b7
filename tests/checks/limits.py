"""What must not be exceeded: the size of the AArch64 program, the memory of print(1), the life of martlet-codegen."""
import os
import shutil
import subprocess
import tempfile
import time

import harness
from checks import Job, failed, passed

MEBIBYTE = 1 << 20
LARGEST_PROGRAM = 2500 * 1000      # stripped AArch64 martlet
LARGEST_PRINT = 2 * MEBIBYTE        # peak resident memory of print(1)
IDLE_SECONDS = 15                   # generous: the idle time of the host board plus scheduling


def program_size(martlet):
    strip = next((s for s in ("llvm-strip-19", "llvm-strip", "aarch64-linux-gnu-strip") if shutil.which(s)), None)
    if strip is None:
        return passed(0)
    with tempfile.TemporaryDirectory(prefix="martlet-size-") as folder:
        out = os.path.join(folder, "martlet")
        subprocess.run([strip, martlet, "-o", out], check=True)
        size = os.path.getsize(out)
    return passed() if size <= LARGEST_PROGRAM else failed(f"    {size} bytes stripped, at most {LARGEST_PROGRAM}")


def print_memory(martlet):
    program = "print(1)\nfor l in open('/proc/self/status'):\n    if l[:6] == 'VmHWM:': print(l)"
    result = harness.run([martlet, "-c", program], timeout=20)
    words = result.stdout.split()
    if len(words) < 3:
        return failed("    " + result.stdout + result.stderr)
    peak = int(words[2]) * 1024
    return passed() if peak <= LARGEST_PRINT else failed(f"    {peak / MEBIBYTE:.2f} MiB resident, at most 2")


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


def jobs(host, arm64, group="limits"):
    made = []
    if host:
        made.append(Job(group, "peak memory of print(1)", lambda: print_memory(host), 0.2))
        made.append(Job(group, "martlet-codegen leaves when idle", lambda: idle_exit(host), 6))
    if arm64:
        made.append(Job(group, "size of martlet for AArch64", lambda: program_size(arm64), 0.2))
    return made
