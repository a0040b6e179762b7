"""Generated programs: the same random program under CPython and under Martlet."""
import os
import tempfile

import harness
from checks import Job, Outcome, death, failed
from fuzz import generate


def compare(seed, subject, oracle, timeout, environment=None, program=generate.program):
    """An Outcome, or None when CPython itself takes too long over the program."""
    with tempfile.TemporaryDirectory(prefix="martlet-fuzz-") as folder:
        path = os.path.join(folder, f"seed{seed}.py")
        with open(path, "w") as f:
            f.write(program(seed))
        expected = harness.run([oracle, path], folder, timeout=5)
        if expected.timed_out or expected.status:
            return None
        got = harness.run(subject + [path], folder, timeout=timeout, environment=environment)
    wrong = death(got)
    if wrong or got.status:
        return failed(f"    seed {seed}\n" + (wrong or "    " + got.stderr[-500:]))
    checks, bad = harness.count_failures(expected.stdout, got.stdout)
    return Outcome(checks, bad, f"    seed {seed}\n" + harness.difference(expected.stdout, got.stdout, 8) if bad else "")


def jobs(group, subject, oracle, timeout, seeds, environment=None, program=generate.program):
    return [Job(group, f"seed {seed}", lambda seed=seed: compare(seed, subject, oracle, timeout, environment, program) or Outcome(0), 0.6)
            for seed in seeds]
