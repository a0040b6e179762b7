"""The parts of `make check`: each module makes jobs, tests/check runs them."""


class Job:
    """One program run and judged: group names the line of the summary, weight roughly its seconds.

    work() returns an Outcome.
    """

    def __init__(self, group, name, work, weight=1.0):
        self.group, self.name, self.work, self.weight = group, name, work, weight


class Outcome:
    """How many checks a job made, how many failed, and the text that explains the failures."""

    def __init__(self, checks, failed=0, explanation=""):
        self.checks, self.failed, self.explanation = checks, failed, explanation


def passed(checks=1):
    return Outcome(checks)


def failed(explanation, checks=1):
    return Outcome(checks, checks, explanation)


def death(result):
    """Words for a program that ended by a signal or by its time limit, or None."""
    if result.timed_out:
        return f"    still running after {result.seconds:.0f} s"
    if result.status < 0 or result.status >= 128:
        signal = -result.status if result.status < 0 else result.status - 128
        tail = "\n".join("    " + line for line in result.stderr.splitlines()[-12:])
        return f"    killed by signal {signal}\n{tail}"
    return None
