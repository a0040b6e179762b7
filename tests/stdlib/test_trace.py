"""trace: counts of lines, functions called, and who calls whom."""
import contextlib
import io
import trace


def double(n):
    return 2 * n


def work(n):
    total = 0
    for i in range(n):
        if i % 2:
            total += double(i)
        else:
            pass
    return total


first = double.__code__.co_firstlineno
tracer = trace.Trace(count=1, trace=0)
print(tracer.runfunc(work, 5))
counts = tracer.results().counts
print(sorted((line - first, count) for (file, line), count in counts.items() if file == __file__))

tracer = trace.Trace(count=0, trace=0, countfuncs=1)
tracer.runfunc(work, 3)
print(sorted(name for file, module, name in tracer.results().calledfuncs if file == __file__))

tracer = trace.Trace(count=0, trace=0, countcallers=1)
tracer.runfunc(work, 3)
print(sorted((caller[2], callee[2]) for caller, callee in tracer.results().callers))

out = io.StringIO()
with contextlib.redirect_stdout(out):
    trace.Trace(count=0, trace=1).runfunc(work, 2)
print(out.getvalue().replace("test_trace.py", "file"))

space = {}
trace.Trace(count=1, trace=0).runctx("x = 6 * 7", space, space)
print(space["x"])
