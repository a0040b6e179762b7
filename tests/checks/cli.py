"""The command line: what CPython 3.11 does with the same words and the same standard input, and Martlet's own options."""
import json
import os
import re
import tempfile
import zipfile

import harness
from checks import Job, Outcome, death, failed, passed

HELLO = "import sys\nprint('hello', sys.argv)\n"
OPTIMIZED = """
def f():
    'text'
    assert print('asserted')
    return __debug__, __doc__
try: print(f(), f.__doc__)
except AssertionError: print('failed')
exec("if __debug__: print('debug')\\nassert 1")
print(compile('assert x', '', 'exec', optimize=0).co_names, compile('assert x', '', 'exec', optimize=1).co_names, end='')"""
FLAGS = "import sys; print([(n, getattr(sys.flags, n)) for n in dir(sys.flags) if n[0] != '_' and n not in ('hash_randomization', 'n_fields', 'n_sequence_fields', 'n_unnamed_fields', 'count', 'index')])"
# name: (arguments, standard input). {file} is a program of HELLO, {folder} the folder that holds it.
SAME = {
    "command": (["-c", "print(1 + 1)"], ""),
    "command with arguments": (["-c", "import sys; print(sys.argv)", "a", "-b", "--c"], ""),
    "command of several lines": (["-c", "for i in range(2):\n  print(i)\nprint('end')"], ""),
    "command: __name__": (["-c", "print(__name__)"], ""),
    "command: error": (["-c", "print('x')\n1/0"], ""),
    "command: syntax error": (["-c", "x = = 1"], ""),
    "command: exit status": (["-c", "import sys; sys.exit(42)"], ""),
    "command: exit text": (["-c", "raise SystemExit('text')"], ""),
    "command: exit true": (["-c", "raise SystemExit(True)"], ""),
    "command: exit big": (["-c", "raise SystemExit(256 + 7)"], ""),
    "command: exit none": (["-c", "raise SystemExit(None)"], ""),
    "command: exit float": (["-c", "raise SystemExit(1.5)"], ""),
    "command: path": (["-c", "import sys; print(repr(sys.path[0]))"], ""),
    "command: stdin is the program's": (["-c", "print(input() + input())"], "a\nb\n"),
    "command: empty": (["-c", ""], ""),
    "file": (["{file}"], ""),
    "file with arguments": (["{file}", "x", "-c", "--", "é"], ""),
    "file not there": (["{folder}/missing.py"], ""),
    "folder": (["{folder}/pack", "a"], ""),
    "folder without a main module": (["{folder}/nothing"], ""),
    "zip archive": (["{folder}/app.pyz", "a"], ""),
    "zip archive behind a first line": (["{folder}/started.pyz", "a"], ""),
    "zip archive: exit status": (["{folder}/fails.pyz"], ""),
    "file: sys.path[0]": (["{folder}/path.py"], ""),
    "file: imports from its folder": (["{folder}/importer.py"], ""),
    "file with BOM and CRLF": (["{folder}/crlf.py"], ""),
    "file: empty": (["{folder}/empty.py"], ""),
    "file: not UTF-8": (["{folder}/latin.py"], ""),
    "standard input": ([], "print('from stdin')\nprint(2 * 21)\n"),
    "standard input, dash": (["-"], "import sys\nprint(sys.argv)\n"),
    "standard input, dash, arguments": (["-", "a", "b"], "import sys\nprint(sys.argv)\n"),
    "standard input: error": (["-"], "def f():\n    return 1 / 0\nf()\n"),
    "standard input: syntax error": (["-"], "print('a')\nx = (\n"),
    "standard input: empty": (["-"], ""),
    "module": (["-m", "hello", "a"], ""),
    "module: package": (["-m", "pack", "a"], ""),
    "module: submodule": (["-m", "pack.sub"], ""),
    "module: name": (["-m", "named"], ""),
    "end of input in input()": (["-c", "input()"], ""),
    "output to a closed error": (["-c", "import sys; sys.stderr.write('to stderr\\n'); print('out')"], ""),
    "stdout order": (["-c", "import sys\nprint('a', end='')\nsys.stdout.write('b')\nprint()\nsys.exit(3)"], ""),
    "uncaught in function": (["{folder}/fails.py"], ""),
    "keyboard interrupt raised": (["-c", "raise KeyboardInterrupt"], ""),
    "without assertions": (["-O", "-c", OPTIMIZED], ""),
    "without docstrings": (["-OO", "-c", OPTIMIZED], ""),
    "letters together": (["-OBqEsc", OPTIMIZED + "; " + FLAGS], ""),
    "flags": (["-bbdisSuP", "-X", "utf8", "-X", "int_max_str_digits=700", "-c", FLAGS + "; print(sys.path[0][:4] != '')"], ""),
    "isolated": (["-I", "-c", FLAGS], ""),
    "the end of options": (["-c", "import sys; print(sys.argv)", "-O", "-x"], ""),
    "developers: options": (["-X", "dev", "-X", "name=value", "-c", "import sys; print(sys.warnoptions, sys._xoptions['dev'], "
                             "sys._xoptions['name'], sys.flags.dev_mode)"], ""),
    "developers: a file that is not closed": (["-X", "dev", "-c", "f = open('/dev/null', 'rb')"], ""),
    "a file that is not closed is an error": (["-W", "error", "-c", "f = open('/dev/null')"], ""),
    "a socket that is not closed": (["-W", "always", "-c", "import _socket\ns = _socket.socket()"], ""),
    "no newline at the end": (["-c", "print(1)\nif 1:\n  print(2)"], ""),
    "print flush at exit": (["-c", "print('no newline', end='')"], ""),
}
FILES = {
    "hello.py": HELLO, "path.py": "import sys, os\nprint(os.path.basename(sys.path[0]) == os.path.basename(os.path.dirname(__file__)))\n",
    "importer.py": "import hello\nprint(hello.__name__)\n", "empty.py": "", "named.py": "print(__name__)\n",
    "crlf.py": "\ufeffx = 1\r\nif x:\r\n    print('crlf')\r\n", 
    "pack/__init__.py": "print('init', __name__)\n", "pack/__main__.py": "print('main', __name__, __package__)\n",
    "nothing/empty.txt": "",
    "pack/sub.py": "from . import __name__ as parent\nprint('sub', __name__, parent)\n",
    "fails.py": "def f(x):\n    raise ValueError(f'bad {x}')\n\n\ndef g():\n    f('é')\n\n\ng()\n",
    "latin.py": None,
}
ARCHIVED = "import sys, os, beside\nprint(__name__, os.path.basename(sys.path[0]), len(sys.argv), beside.inner.here, __spec__.name)\n"
SESSION = """x = 5
x
x + 1
'text'
None
def f(a):
    return a * 2

f(21)
for i in range(3):
    i

class C:
    def m(self):
        return 'm'

C().m()
1 / 0
y = [1,
2]
y
if x:
    'yes'
else:
    'no'

undefined
x = = 2
_ if False else 'after errors'
print('printed')
import sys
sys.exit(9)
"""


def prepare():
    folder = tempfile.mkdtemp(prefix="martlet-cli-")
    for name, content in FILES.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(b"x = '\xe9'\n" if content is None else content.encode())
    for name, main, first_line in (("app", ARCHIVED, b""), ("started", ARCHIVED, b"#!/bin/false\n"), ("fails", "import sys\nsys.exit(3)\n", b"")):
        with open(f"{folder}/{name}.pyz", "wb") as f:
            f.write(first_line)
            with zipfile.ZipFile(f, "a") as archive:
                archive.writestr("__main__.py", main)
                archive.writestr("beside/__init__.py", "from . import inner\n")
                archive.writestr("beside/inner.py", "here = __name__\n")
    return folder


def comparable(stderr, program):
    """Error output without what must differ: the interpreter's own name, carets of tracebacks."""
    stderr = stderr.replace(program + ":", "PYTHON:")
    stderr = re.sub(r"(?m)^(\S*/)?(python3|martlet): ", "PYTHON: ", stderr)
    return harness.normalise_error(stderr)


def same_jobs(martlet, oracle, timeout):
    folder = prepare()
    made = []
    for name, (words, stdin) in SAME.items():
        words = [w.format(file=folder + "/hello.py", folder=folder) if "{f" in w else w for w in words]

        def work(words=words, stdin=stdin):
            results = [harness.run([program] + words, folder, stdin.encode(), timeout) for program in (oracle, martlet)]
            wrong = death(results[1])
            if wrong and results[0].status != results[1].status:
                return failed(wrong)
            a, b = ((r.stdout, f"status {r.status}\n" + comparable(r.stderr, p)) for r, p in zip(results, (oracle, martlet)))
            text = ""
            if a[0] != b[0]:
                text = harness.difference(a[0], b[0])
            if a[1] != b[1]:
                text += ("\n" if text else "") + harness.difference(a[1], b[1])
            return failed(text) if text else passed()

        made.append(Job("command line", name, work, 0.2))
    return made


def repl_job(martlet, oracle, timeout):
    """A session typed into -i: the values and errors it shows. Prompts go to different streams, so they are dropped."""
    def work():
        a = harness.run([oracle, "-i", "-q"], None, SESSION.encode(), timeout)
        b = harness.run([martlet, "-i", "-q"], None, SESSION.encode(), timeout)
        wrong = death(b)
        if wrong:
            return failed(wrong)
        strip = lambda text: re.sub(r"(?m)^(>>> |\.\.\. )+", "", text)
        out = [strip(a.stdout), strip(b.stdout)]
        if out[0] != out[1] or a.status != b.status:
            return failed(harness.difference(f"status {a.status}\n{out[0]}", f"status {b.status}\n{out[1]}"))
        names = [re.findall(r"(?m)^(?:\w+Error.*)$", strip(r.stderr)) for r in (a, b)]
        if names[0] != names[1]:
            return failed(harness.difference("\n".join(names[0]), "\n".join(names[1])))
        return passed()

    return Job("command line", "interactive session", work, 0.5)


def own_jobs(martlet, timeout):
    """Options that CPython does not have."""
    loop = "s = 0\nfor i in range(20000):\n    s += i\nprint(s)"
    made = []

    def add(name, words, judge):
        def work():
            result = harness.run([martlet] + words, None, b"", timeout)
            return death(result) and failed(death(result)) or judge(result)

        made.append(Job("command line", name, work, 0.3))

    def expect(condition, result):
        return passed() if condition else failed(f"    status {result.status}\n    {result.stdout[-300:]}\n    {result.stderr[-300:]}")

    add("-X jit=wrong", ["-X", "jit=wrong", "-c", "print(1)"], lambda r: expect(r.status == 2 and "jit" in r.stderr, r))
    add("unknown option", ["--no-such-option"], lambda r: expect(r.status == 2 and r.stdout == "", r))
    add("-c without text", ["-c"], lambda r: expect(r.status == 2, r))
    add("--version", ["--version"], lambda r: expect(r.status == 0 and "Martlet" in r.stdout, r))
    add("--help", ["--help"], lambda r: expect(r.status == 0 and "-X jit=" in r.stdout, r))
    add("-X jit-stats", ["-X", "jit=sync", "-X", "jit-stats", "-c", loop],
        lambda r: expect(r.stdout == "199990000\n" and '"root_traces"' in r.stderr, r))
    add("-X trace-dump", ["-X", "jit=sync", "-X", "trace-dump", "-c", loop],
        lambda r: expect(r.stdout == "199990000\n" and "trace" in r.stderr, r))
    folder = tempfile.mkdtemp(prefix="martlet-own-")
    stats = os.path.join(folder, "stats.json")

    def judge_stats(result):
        try:
            with open(stats) as f:
                figures = json.load(f)
        except (OSError, ValueError) as error:
            return failed(f"    {error}")
        keys = ("root_traces side_traces aborts guards_recorded guards_emitted guards_from_facts fact_bytes fact_bytes_max arena_bytes "
                "arena_bytes_max trace_buffer_bytes_max exits links_to_entry links_to_body codegen_requests codegen_ms codegen_peak_kb "
                "heap_bytes_max evictions invalidations").split()
        missing = [k for k in keys if k not in figures]
        return Outcome(len(keys), len(missing), f"    not in the statistics: {missing}" if missing else "")

    add("-X jit-stats=FILE", ["-X", "jit=sync", "-X", "jit-stats=" + stats, "-c", loop], judge_stats)
    add("-X jit=off makes no trace", ["-X", "jit=off", "-X", "jit-stats", "-c", loop],
        lambda r: expect('"root_traces": 0' in r.stderr, r))
    return made


def jobs(martlet, oracle, timeout):
    return same_jobs(martlet, oracle, timeout) + [repl_job(martlet, oracle, timeout)] + own_jobs(martlet, timeout)
