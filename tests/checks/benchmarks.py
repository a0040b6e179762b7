"""Benchmark programs at small sizes: the output must be the oracle's, in every mode."""
import os

import harness
from checks import Job, Outcome, death, failed, passed

SMALL = {"coroutines": 300, "crc32": 4000, "dict_set": 20, "exceptions": 2500, "fannkuch": 7, "fft": 512, "generators": 3000,
         "huffman": 2500, "json_library": 40, "json_parser": 60, "kalman": 1200, "life": 20, "lz77": 4000, "mandelbrot": 48,
         "matrix_multiply": 22, "n_queens": 7, "nbody": 1500, "pi_digits": 300, "pid": 3000, "ray_tracer": 14, "recursion": 14, "regex_log": 150,
         "scheduler": 1500, "sha256": 1000, "shapes": 60, "sort_key": 1000, "spectral_norm": 40, "strings": 120,
         "sudoku": 3, "template": 300, "word_count": 5000}


def outcome(subject, oracle, timeout, environment, path, size):
    # Three repetitions, each of which the program itself compares with the first.
    expected = harness.run([oracle, path, str(size)])
    got = harness.run(subject + [path, str(size), "3"], timeout=timeout, environment=environment)
    wrong = death(got)
    if wrong or got.status:
        return failed(wrong or "    " + got.stderr[-600:])
    if got.stdout != expected.stdout:
        return Outcome(1, 1, harness.difference(expected.stdout, got.stdout))
    return passed()


def jobs(group, subject, oracle, timeout, environment=None, sizes=2):
    made = []
    for name, largest in sorted(SMALL.items()):
        path = os.path.join(harness.TESTS, "bench", name + ".py")
        for size in (largest, largest // 2)[:sizes]:
            made.append(Job(group, f"{name} {size}",
                            lambda path=path, size=size: outcome(subject, oracle, timeout, environment, path, size), 2.0))
    return made
