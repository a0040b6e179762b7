"""Benchmark programs at small sizes: the output must be the oracle's, in every mode."""
import os

import harness
from checks import Job, Outcome, death, failed, passed

SMALL = {"fannkuch": 7, "json_parser": 60, "mandelbrot": 48, "n_queens": 7, "nbody": 1500, "scheduler": 1500,
         "spectral_norm": 40}


def jobs(group, subject, oracle, timeout, environment=None):
    made = []
    for name, size in sorted(SMALL.items()):
        path = os.path.join(harness.TESTS, "bench", name + ".py")

        def work(path=path, size=size):
            # Three repetitions, each of which the program itself compares with the first.
            expected = harness.run([oracle, path, str(size)])
            got = harness.run(subject + [path, str(size), "3"], timeout=timeout, environment=environment)
            wrong = death(got)
            if wrong or got.status:
                return failed(wrong or "    " + got.stderr[-600:])
            if got.stdout != expected.stdout:
                return Outcome(1, 1, harness.difference(expected.stdout, got.stdout))
            return passed()

        made.append(Job(group, name, work, 2.0))
    return made
