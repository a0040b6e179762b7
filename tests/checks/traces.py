"""Trace tests: programs with expectations about the traces that they leave. See tests/trace/README.md for the format."""
import json
import os
import re
import tempfile

import harness
from checks import Job, Outcome, death, failed

FOLDER = os.path.join(harness.TESTS, "trace")
HEADER = re.compile(r"---- trace (\d+) (?:(root)|side of (\d+) exit (\d+)) at (\S+?)(?::(\d+))? in (.*?)(?:, (\D+?) (\d+))?$")
END = re.compile(r"---- end (\d+): (\d+) guards recorded, (\d+) emitted, (\d+) from facts")
INSTRUCTION = re.compile(r"(\d{4}) ([-IFPV]) (\w+)\s*(.*)")


class Trace:
    """One trace of a dump: number, kind ("root" or "side"), parent, exit, line, function, link, guards, and its text."""

    def __init__(self, match, body):
        number, root, parent, exit_number, _, line, self.function, self.link_kind, target = match.groups()
        self.number, self.kind = int(number), "root" if root else "side"
        self.parent, self.exit = (int(parent), int(exit_number)) if parent else (None, None)
        self.line = int(line) if line else None
        self.link = int(target) if target else None
        self.links_to_body = bool(self.link_kind) and "body" in self.link_kind
        self.instructions = [line for line in body if INSTRUCTION.match(line)]
        self.exits = [line for line in body if line.startswith("exit ")]
        self.guards_recorded = self.guards_emitted = self.guards_from_facts = 0

    def part(self, after_loop):
        """The instructions of the entry (before LOOP) or of the loop's body (behind it)."""
        for i, line in enumerate(self.instructions):
            if INSTRUCTION.match(line)[3] == "LOOP":
                return self.instructions[i + 1:] if after_loop else self.instructions[:i]
        return [] if after_loop else self.instructions

    @property
    def loops(self):
        return any(INSTRUCTION.match(line)[3] == "BACK" for line in self.instructions)

    def count(self, pattern):
        """How many instructions match: a regular expression over e.g. `GUARD_SHAPE 0012 341 ! 3`."""
        return matching(self.instructions, pattern)

    def body_count(self, pattern):
        return matching(self.part(True), pattern)

    def entry_count(self, pattern):
        return matching(self.part(False), pattern)


def matching(lines, pattern):
    found = 0
    for line in lines:
        parts = INSTRUCTION.match(line)
        found += bool(re.match(pattern, f"{parts[3]} {parts[4]}"))
    return found


class Run:
    """One run of a program: the statistics as attributes, its traces in the order in which they were made."""

    def __init__(self, figures, dump):
        self.figures, self.dump = figures, dump
        self.traces = parse_dump(dump)
        self.roots = [t for t in self.traces if t.kind == "root"]
        self.sides = [t for t in self.traces if t.kind == "side"]

    def __getattr__(self, name):
        try:
            return self.figures[name]
        except KeyError:
            raise AttributeError(f"no figure {name} in the statistics") from None

    def at(self, line):
        """The traces that start at this source line."""
        return [t for t in self.traces if t.line == line]

    def count(self, pattern):
        return sum(t.count(pattern) for t in self.traces)


def parse_dump(dump):
    traces, body, header = [], [], None
    for line in dump.splitlines():
        start, end = HEADER.match(line), END.match(line)
        if start:
            header, body = start, []
        elif end and header:
            trace = Trace(header, body)
            trace.guards_recorded, trace.guards_emitted, trace.guards_from_facts = map(int, end.groups()[1:])
            traces.append(trace)
            header = None
        else:
            body.append(line)
    return traces


class Specification:
    """The comments of a trace test: its runs by name, and its expectations."""

    def __init__(self, path):
        self.path, self.name = path, os.path.basename(path)[:-3]
        self.runs, self.expectations = {}, []
        with open(path, encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                run = re.match(r"# run(?: (\w+))?:(.*)", line)
                expect = re.match(r"\s*# expect: (.*)", line)
                if run:
                    self.runs[run[1] or "run"] = run[2].split()
                elif expect:
                    self.expectations.append((number, expect[1].strip()))
        if not self.runs:
            self.runs = {"run": []}


def perform(specification, martlet, options, timeout, environment):
    """Run the program once: (harness result, Run or None)."""
    with tempfile.TemporaryDirectory(prefix="martlet-trace-") as folder:
        stats, dump = os.path.join(folder, "stats"), os.path.join(folder, "dump")
        words = ["-X", "jit=sync"] + options + ["-X", "jit-stats=" + stats, "-X", "trace-dump=" + dump]
        result = harness.run(martlet + words + [os.path.basename(specification.path)], FOLDER, b"", timeout, environment)
        try:
            figures = json.loads(harness.read_text(stats))
        except ValueError:
            return result, None
        return result, Run(figures, harness.read_text(dump))


def judge(specification, martlet, oracle, timeout, environment=None):
    names, problems = {}, []
    expected = harness.run([oracle, os.path.basename(specification.path)], FOLDER) if oracle else None
    for name, options in specification.runs.items():
        result, run = perform(specification, martlet, options, timeout, environment)
        wrong = death(result)
        if wrong or run is None:
            return failed(wrong or f"    run {name}: no statistics\n    {result.stderr[-500:]}", len(specification.expectations))
        if expected and result.stdout != expected.stdout:
            problems.append(f"    run {name}: wrong output\n" + harness.difference(expected.stdout, result.stdout, 6))
        names[name] = run
    names["line"] = lambda text: line_of(specification.path, text)
    for number, expression in specification.expectations:
        try:
            holds = eval(expression, {}, dict(names))
        except Exception as error:
            problems.append(f"    {specification.name}.py:{number}: {expression}: {type(error).__name__}: {error}")
            continue
        if not holds:
            problems.append(f"    {specification.name}.py:{number}: {expression}{values(expression, names)}")
    return Outcome(len(specification.expectations) + len(specification.runs), len(problems), "\n".join(problems))


def line_of(path, text):
    """The number of the first line of code that contains text."""
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            if text in line and not line.lstrip().startswith("#"):
                return number
    raise ValueError(f"no line with {text!r}")


def values(expression, names):
    """What the parts of a comparison were, for the message."""
    parts = re.split(r"\s*(?:==|!=|<=|>=|<|>)\s*", expression)
    shown = []
    for part in parts:
        try:
            value = eval(part, {}, dict(names))
        except Exception:
            continue
        if isinstance(value, (int, float, str)) and str(value) != part:
            shown.append(f"{part} is {value}")
    return f"   ({'; '.join(shown)})" if shown else ""


def jobs(group, martlet, oracle, timeout, environment=None):
    made = []
    for name in sorted(os.listdir(FOLDER)):
        if not name.endswith(".py"):
            continue
        specification = Specification(os.path.join(FOLDER, name))

        def work(specification=specification):
            return judge(specification, martlet, oracle, timeout, environment)

        made.append(Job(group, specification.name, work, 1.5))
    return made
