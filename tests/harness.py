"""What tests/check, tests/lang/update, tests/trace/run and tests/bench/run share.

A *subject* is a list of words that starts an interpreter, e.g. ["build/host/martlet", "-X", "jit=sync"]. Every program
runs in a process group of its own, with a time limit, so that nothing outlives a test. Text is compared as bytes decoded
with surrogate escapes: no byte of output is lost.
"""
import difflib
import os
import shutil
import signal
import subprocess
import time

# A shell starts what runs in the background with the interrupt ignored, and the programs of the tests would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

TESTS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(TESTS)
ORACLE_ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore",
                      "PYTHONUNBUFFERED": "", "LC_ALL": "C.UTF-8"}


class Result:
    """How a program ended: status (negative: killed by that signal), output, seconds, whether it ran out of time."""

    def __init__(self, status, stdout, stderr, seconds, timed_out):
        self.status, self.stdout, self.stderr = status, stdout, stderr
        self.seconds, self.timed_out = seconds, timed_out


def run(command, directory=None, stdin=b"", timeout=60, environment=None, started=None):
    """Run a command to its end or its time limit. started(process), when given, is called once it runs."""
    env = dict(os.environ, **ORACLE_ENVIRONMENT)
    env.update(environment or {})
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=directory, env=env, start_new_session=True, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if started:
        started(process)
    timed_out = False
    try:
        out, err = process.communicate(stdin, timeout)
    except subprocess.TimeoutExpired:
        timed_out = True
        kill_group(process)
        try:
            out, err = process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            out = err = b""
    kill_group(process)
    return Result(process.returncode, text(out), text(err), time.monotonic() - begin, timed_out)


def session(leader):
    """The process ids in the session that this process leads, without itself."""
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) == leader:
            continue
        try:
            with open(f"/proc/{entry}/stat") as f:
                fields = f.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(entry))
    return found


def kill_group(process):
    """End a program started by run() and whatever it started, in whichever process group."""
    for pid in session(process.pid) + ([process.pid] if process.poll() is None else []):
        try:
            os.kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass


def text(raw):
    return raw.decode("utf-8", "surrogateescape")


def find_oracle():
    """The path of a CPython 3.11, or None."""
    for name in ("/usr/bin/python3", "python3.11", "python3"):
        path = shutil.which(name)
        if path is None:
            continue
        probe = run([path, "-c", "import sys; print(sys.implementation.name, *sys.version_info[:2])"])
        if probe.stdout.split() == ["cpython", "3", "11"]:
            return path
    return None


STDLIB = "/usr/lib/python3.11"  # CPython's library, which the tests in tests/stdlib run unmodified


class LanguageTest:
    """lang/topic/name.py (or stdlib/test_name.py) and the files beside it."""

    def __init__(self, path, tree="lang"):
        self.path = path
        self.name = os.path.relpath(path, os.path.join(TESTS, tree))[:-3]
        self.directory, self.file = os.path.split(path)
        stem = path[:-3]
        self.out_path, self.err_path = stem + ".out", stem + ".err"
        self.stdin = read_bytes(stem + ".in")
        self.args = []
        with open(path, encoding="utf-8", errors="surrogateescape") as f:
            for line in f.read(2000).split("\n")[:6]:
                if line.startswith("# args: "):
                    self.args = line[8:].split()

    def run(self, subject, timeout=60, **options):
        return run(subject + [self.file] + self.args, self.directory, self.stdin, timeout, **options)

    def run_oracle(self, oracle):
        return self.run([oracle])

    def expected(self):
        return read_text(self.out_path), read_text(self.err_path)


def language_tests(tree="lang"):
    """Every test in tests/lang (or another folder of tests), in a fixed order; modules that tests import are not tests."""
    found = []
    for directory, subdirectories, files in os.walk(os.path.join(TESTS, tree)):
        subdirectories[:] = sorted(d for d in subdirectories if d not in ("support", "__pycache__"))
        for name in sorted(files):
            if name.endswith(".py") and not name.endswith("_module.py"):
                found.append(LanguageTest(os.path.join(directory, name), tree))
    return sorted(found, key=lambda t: t.name)


def all_language_tests():
    return [test for tree in ("lang", "stdlib", "frozen") for test in language_tests(tree)]


def error_text(result):
    """The content of a .err file: nothing for success, else the status and standard error."""
    if result.status == 0:
        return ""
    return f"exit status {result.status}\n" + normalise_error(result.stderr)


def normalise_error(stderr):
    """Absolute paths of this tree become relative."""
    return stderr.replace(TESTS + os.sep, "")


def read_bytes(path):
    try:
        with open(path, "rb") as f:
            return f.read()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def read_text(path):
    return text(read_bytes(path))


def write_if_changed(path, content):
    """Write content, or remove the file when content is empty. Returns whether anything changed."""
    if read_text(path) == content:
        return False
    if content == "" and path.endswith(".err"):
        os.remove(path)
        return True
    with open(path, "wb") as f:
        f.write(content.encode("utf-8", "surrogateescape"))
    return True


def count_failures(expected, actual):
    """(checks, failed checks): a check is a line of the expected text."""
    want, got = expected.splitlines(), actual.splitlines()
    if want == got:
        return len(want), 0
    if len(want) == len(got):
        return len(want), max(1, sum(a != b for a, b in zip(want, got)))
    same = sum(size for _, _, size in difflib.SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks())
    return max(1, len(want)), max(1, len(want) - same)


def difference(expected, actual, limit=12):
    """The first lines of a unified diff, cut to a readable width."""
    lines = list(difflib.unified_diff(expected.splitlines(), actual.splitlines(), "expected", "actual", lineterm="", n=1))[2:]
    shown = [line[:300] for line in lines[:limit]]
    if len(lines) > limit:
        shown.append(f"... {len(lines) - limit} more lines")
    return "\n".join("    " + line.encode("utf-8", "backslashreplace").decode() for line in shown)
