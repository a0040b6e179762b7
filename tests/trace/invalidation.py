# A global function that a trace assumed is replaced: the trace is invalidated, and the new function is what runs.
#
# run:
# expect: run.root_traces >= 2
# expect: run.invalidations >= 1


def step(x):
    return x + 1


def run(n):
    s = 0
    for i in range(n):
        s = step(s)
    return s


print(run(20000))


def step(x):
    return x + 2


print(run(20000))
