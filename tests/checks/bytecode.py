"""Bytecode files: what -m compile writes is imported and runs as the source does; anything else is refused with a reason."""
import os
import subprocess
import tempfile

import harness
from checks import Job, failed, passed

SOURCE = '''"""A module with a constant of every kind."""
VALUES = 1, 10 ** 40, -7, 2.5, 3.5j, "text", "\\u00fcnic\\U0001f600de \\ud800", b"bytes\\0", None, True, ..., (1, ("x",))


def outer(a, b=2, /, *args, c, d=4, **rest):
    """The docstring."""
    def inner(x):
        return x + a + b
    return inner(1), args, c, d, rest


class Shape:
    """A class."""
    def __init__(self, sides):
        self.sides = sides

    def corners(self):
        for corner in range(self.sides):
            try:
                yield corner
            finally:
                pass

    async def later(self):
        return self.sides in {3, 4}


def fails():
    return VALUES[0] / 0
'''
# More variables, cells and temporaries than registers.
MANY = ", ".join(f"v{i}" for i in range(220))
SOURCE += f'''

def many({MANY}):
    for v219 in range(3):
        v0 += max({'max(v1, ' * 80}v219{')' * 80}, 1)
    return lambda: (v0, v218, sum([v219 for {MANY} in [({MANY})]]))
'''
PROGRAM = '''import sys
import sample
print([ascii(value) for value in sample.VALUES])
print(sample.outer(1, 2, 3, c=5, e=6), sample.outer.__doc__, sample.outer.__kwdefaults__, sample.Shape.__doc__)
print(list(sample.Shape(3).corners()), sample.outer.__code__.co_varnames, sample.Shape.corners.__qualname__)
try:
    sample.Shape(4).later().send(None)
except StopIteration as stop:
    print(stop.value)
print(sample.many(*range(220))(), sample.many.__code__.co_cellvars)
try:
    sample.fails()
except ZeroDivisionError:
    code = sys.exc_info()[2].tb_next
    print(code.tb_lineno, code.tb_frame.f_code.co_name, code.tb_frame.f_code.co_filename.rsplit("/", 1)[1])
'''


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def compiled(martlet, folder):
    """The bytes of the bytecode file of SOURCE, which replaces the source in the folder."""
    write(folder, "sample.py", SOURCE)
    write(folder, "use.py", PROGRAM)
    source = os.path.join(folder, "sample.py")
    result = harness.run([martlet, "-m", "compile", source], timeout=20)
    if result.status != 0:
        raise AssertionError(result.stdout + result.stderr)
    with open(source[:-2] + "mtb", "rb") as file:
        return file.read()


def same_as_source(martlet):
    with tempfile.TemporaryDirectory(prefix="martlet-bytecode-") as folder:
        compiled(martlet, folder)
        program = os.path.join(folder, "use.py")
        from_source = harness.run([martlet, program], timeout=20)
        os.remove(os.path.join(folder, "sample.py"))
        from_bytecode = harness.run([martlet, program], timeout=20)
        sync = harness.run([martlet, "-X", "jit=sync", program], timeout=20)
    if from_source.status != 0 or not from_source.stdout == from_bytecode.stdout == sync.stdout:
        return failed("    " + from_source.stdout + from_source.stderr + from_bytecode.stdout + from_bytecode.stderr, 2)
    return passed(2)


def refusals(martlet):
    """Each damaged file is an ImportError that names the file; flipping any of many bytes never crashes."""
    wrong = []
    with tempfile.TemporaryDirectory(prefix="martlet-bytecode-") as folder:
        image = compiled(martlet, folder)
        os.remove(os.path.join(folder, "sample.py"))
        cases = {"foreign": (b"#!/bin/sh\n" * 20, "it is no bytecode file"), "empty": (b"", ""),
                 "truncated": (image[:-8], "truncated"), "longer": (image + bytes(8), "longer"),
                 "other version": (image[:4] + b"\xff" + image[5:], "another version of martlet")}
        for at in range(24, len(image), max(1, len(image) // 40)):
            cases[f"byte {at}"] = (image[:at] + bytes([image[at] ^ 0x41]) + image[at + 1:], "checksum")
        for name, (data, reason) in cases.items():
            write(folder, "sample.mtb", data)
            result = harness.run([martlet, os.path.join(folder, "use.py")], timeout=20)
            expected = name == "empty" or ("ImportError: bad bytecode file" in result.stderr and
                                           "sample.mtb" in result.stderr and reason in result.stderr)
            if result.status != 1 or not expected:
                wrong.append(f"    {name}: status {result.status} {result.stderr}")
    return failed("\n".join(wrong), len(cases)) if wrong else passed(len(cases))


def jobs(martlet, group="bytecode files"):
    return [Job(group, "the same as from source", lambda: same_as_source(martlet), 1),
            Job(group, "damaged files", lambda: refusals(martlet), 4)]
