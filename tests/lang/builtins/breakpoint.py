# breakpoint(), and exec() of code with free variables.
import os
import sys
import warnings

print(sys.breakpointhook is sys.__breakpointhook__)
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint(1, x=2))
os.environ["PYTHONBREAKPOINT"] = "builtins.print"
breakpoint(1, "a", sep="-")
os.environ["PYTHONBREAKPOINT"] = "print"
breakpoint("b")
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    for missing in "no.such.thing", "os.nothing":
        os.environ["PYTHONBREAKPOINT"] = missing
        print(breakpoint())
print([(w.category.__name__, str(w.message)) for w in found])
sys.breakpointhook = lambda *args, **keywords: (args, keywords)
print(breakpoint(3, z=4))
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as e:
    print(e)


def outer():
    x = 1

    def inner():
        print(x)

    return inner


inner = outer()
plain = compile("print('plain')", "", "exec")
for source, closure in ((inner.__code__, inner.__closure__), (inner.__code__, None), (inner.__code__, ()),
                        (inner.__code__, (3,)), (plain, inner.__closure__), (plain, None), ("x", inner.__closure__)):
    try:
        print(exec(source, {"print": print}, closure=closure))
    except TypeError as e:
        print(e)

# arguments that are missing are told before keywords that are not known
for call in (lambda: pow(x=1), lambda: pow(1, x=1), lambda: compile(x=1), lambda: round(x=1), lambda: memoryview(x=1),
             lambda: (1).__add__(x=1), lambda: "a".encode(None), lambda: format(1, None), lambda: str(b"a", None),
             lambda: int.from_bytes(1), lambda: int.from_bytes("a"), lambda: b"abc" % "a", lambda: sum(1, ""),
             lambda: compile("1", 5, "exec"), lambda: compile("1", "f", 5)):
    try:
        print(call())
    except TypeError as e:
        print(e)


class Path:
    def __fspath__(self):
        return "some/path"


print(compile("1", Path(), "eval").co_filename, compile("1", b"bytes", "eval").co_filename)
