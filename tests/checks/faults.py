"""Codegen faults: whatever happens to martlet-codegen, and whenever, the program's answer is right.

Moments are pseudo-random with a fixed seed, spread over the life of the program.
"""
import os
import random
import signal
import stat
import tempfile
import threading
import time

import harness
from checks import Job
from checks.language import judge

PROGRAMS = ["hot/nested", "hot/inlined_calls", "hot/exceptions", "hot/methods", "hot/branches", "hot/type_changes"]
# Stand-ins for martlet-codegen: their scripts get the real program's path as $CODEGEN.
STAND_INS = {
    "exits at once": "exit 0",
    "fails at once": "exit 1",
    "never answers": "exec sleep 600",
    "has no memory": 'ulimit -v 40000; exec "$CODEGEN" "$@"',
    "dies by a signal": "kill -SEGV $$",
    "starts slowly": 'sleep 0.3; exec "$CODEGEN" "$@"',
}
ROUNDS = 2  # random moments for each program, signal and mode


def strike(process, number, delay, seconds_frozen):
    """After a delay, send the signal to every child that there is, waiting for one; a frozen one may thaw again."""
    time.sleep(delay)
    end = time.monotonic() + 5
    while time.monotonic() < end and process.poll() is None:
        # A child that has not become another program yet is still martlet itself.
        hit = [pid for pid in harness.session(process.pid) if program_of(pid) != program_of(process.pid)]
        for pid in hit:
            send(pid, number)
        if hit:
            if number == signal.SIGSTOP and seconds_frozen is not None:
                time.sleep(seconds_frozen)
                for pid in hit:
                    send(pid, signal.SIGCONT)
            return
        time.sleep(0.001)


def program_of(pid):
    return harness.read_text(f"/proc/{pid}/comm")


def send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def jobs(martlet, codegen, timeout):
    """Jobs for the missing, the unwilling, the killed and the frozen code generator."""
    tests = {t.name: t for t in harness.language_tests()}
    made = []

    def add(name, test, mode, environment=None, started=None, limit=timeout):
        def work():
            return judge(test, test.run([martlet, "-X", "jit=" + mode], limit, environment=environment, started=started))

        made.append(Job("codegen faults", name, work, 3.0))

    for program in PROGRAMS[:3]:
        for mode in ("on", "sync"):
            add(f"missing, jit={mode}, {program}", tests[program], mode, {"MARTLET_CODEGEN": "/nonexistent/martlet-codegen"})
    folder = tempfile.mkdtemp(prefix="martlet-check-")
    for what, script in STAND_INS.items():
        path = os.path.join(folder, what.replace(" ", "-"))
        with open(path, "w") as f:
            f.write(f"#!/bin/sh\nCODEGEN={os.path.abspath(codegen)}\n{script}\n")
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        for program in PROGRAMS[3:5]:
            for mode in ("on", "sync"):
                add(f"{what}, jit={mode}, {program}", tests[program], mode, {"MARTLET_CODEGEN": path}, limit=timeout * 2)
    dice = random.Random(20261122)
    for what, number, thaw in (("killed", signal.SIGKILL, None), ("frozen", signal.SIGSTOP, None),
                               ("frozen for a while", signal.SIGSTOP, 0.4)):
        for program in PROGRAMS:
            for mode in ("on", "sync"):
                for _ in range(ROUNDS if number == signal.SIGKILL else 1):
                    delay = dice.choice((0.0, 0.002, 0.01, 0.03, 0.1, 0.3)) * (1 + dice.random())

                    def started(process, number=number, delay=delay, thaw=thaw):
                        threading.Thread(target=strike, args=(process, number, delay, thaw), daemon=True).start()

                    add(f"{what} after {delay * 1000:.0f} ms, jit={mode}, {program}", tests[program], mode, started=started,
                        limit=timeout * 2)
    return made
