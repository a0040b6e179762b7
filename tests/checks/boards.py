"""One boot of the board's image with its demo: the answer is that of CPython, and the JIT did what it is there for."""
import os
import re
import sys

import harness
from checks import Job, Outcome, death, failed

BOARD = os.path.join(harness.ROOT, "boards", "qemu-aarch64")
KERNEL = os.path.join(harness.ROOT, "build", "toolchain", "kernel", "Image")
BUILD = os.path.join(harness.ROOT, "build", "qemu-aarch64")


def answer(text):
    """The demo's output up to the line where it begins to speak of the JIT, without carriage returns."""
    return text.replace("\r", "").split("\n-- jit", 1)[0].rstrip()


def boot(oracle, timeout):
    demo = os.path.join(BUILD, "demo")
    here = harness.run([oracle, os.path.join(demo, "main.py")])
    there = harness.run([sys.executable, os.path.join(BOARD, "run"), "--kernel", KERNEL, "--root", os.path.join(BUILD, "root.cpio"),
                         "--programs", os.path.join(BUILD, "programs.squashfs"), demo], timeout=timeout)
    wrong = death(there)
    if wrong or there.status:
        return failed((wrong or f"    status {there.status}") + "\n" + there.stdout[-800:] + there.stderr[-800:], 5)
    problems = []
    if answer(here.stdout) != answer(there.stdout):
        problems.append(harness.difference(answer(here.stdout), answer(there.stdout)))
    for what, least in (("root traces", 2), ("side traces", 1), ("guards from facts", 1), ("codegen peak kB", 1)):
        found = re.search(rf"{what} +(\d+)", there.stdout)
        if not found or int(found[1]) < least:
            problems.append(f"    {what}: {found[1] if found else 'not in the summary'}, at least {least}")
    return Outcome(5, len(problems), "\n".join(problems))


def jobs(oracle, timeout):
    needed = [KERNEL, os.path.join(BUILD, "root.cpio"), os.path.join(BUILD, "programs.squashfs"), os.path.join(BUILD, "demo", "readings.csv")]
    if not all(map(os.path.exists, needed)):
        return []
    return [Job("board image", "boot qemu-aarch64 with the demo", lambda: boot(oracle, timeout), 30)]
