"""C unit tests: each program in build/<board>/unit prints `ok ...` or `FAIL ...` lines, and `N checks, N failed` last."""
import os
import re

import harness
from checks import Job, Outcome, death, failed


def jobs(group, folder, timeout=120):
    made = []
    if not os.path.isdir(folder):
        return made
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not os.access(path, os.X_OK) or os.path.isdir(path):
            continue

        def work(path=path):
            result = harness.run([path], timeout=timeout)
            wrong = death(result)
            if wrong:
                return failed(wrong + "\n" + tail(result.stdout))
            total = re.search(r"^(\d+) checks, (\d+) failed$", result.stdout, re.M)
            checks, bad = (int(total[1]), int(total[2])) if total else (1, 0)
            if result.status and not bad:
                bad = 1
            return Outcome(max(checks, 1), bad, tail(result.stdout + result.stderr) if bad else "")

        made.append(Job(group, name, work, 1.0))
    return made


def tail(text):
    lines = [line for line in text.splitlines() if not line.startswith("ok")]
    return "\n".join("    " + line for line in lines[-15:])
