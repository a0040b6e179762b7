# The text of uncaught exception groups.
import sys
def show(e):
    sys.excepthook(type(e), e, e.__traceback__)
def make(f):
    try: f()
    except BaseException as e: return e
def f1():
    raise ExceptionGroup("one", [ValueError(1), make(lambda: 1/0), ExceptionGroup("two", [make(lambda: [][1]), TypeError("t")])])
show(make(f1))
show(ExceptionGroup("no tb", [ValueError("multi\nline")]))
show(ExceptionGroup("many", [ValueError(i) for i in range(20)]))
show(ExceptionGroup("many", [ValueError(i) for i in range(16)]))
e = ValueError(1); e.add_note("a\nb"); e.add_note("c")
g = ExceptionGroup("noted", [e]); g.add_note("group note\nmore"); show(g); show(e)
e.__notes__ = 5; show(e); e.__notes__ = [1, "x"]; show(e)
deep = ValueError("leaf")
for i in range(13): deep = ExceptionGroup("d%d" % i, [deep])
show(deep)
def f2():
    try: 1/0
    except ZeroDivisionError as z:
        raise ExceptionGroup("chained", [KeyError(1)]) from z
def f3():
    try: f2()
    except* KeyError as k:
        raise ValueError("in star")
show(make(f2)); show(make(f3))
def f4():
    try: raise ExceptionGroup("g", [ValueError(1), OSError(2)])
    except* ValueError: raise KeyError("k")
show(make(f4))
def inner_chain():
    try: 1/0
    except ZeroDivisionError: raise KeyError("second")
show(ExceptionGroup("holds chain", [make(inner_chain), make(f2)]))
show(ExceptionGroup("syntax", [make(lambda: compile("a b", "file", "exec"))]))
def rec(n):
    if n: rec(n-1)
    else: raise ValueError("r")
show(ExceptionGroup("rec", [make(lambda: rec(6))]))
f4()
