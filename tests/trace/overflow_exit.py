# An int that leaves 64 bits leaves the trace: the guard is there, and the answer is right.
#
# run:
# expect: run.root_traces >= 1
# expect: run.exits >= 1
# expect: run.count("ADD_OVERFLOW|MUL_OVERFLOW|GUARD_SMALL") >= 1


def grow(n):
    x = 1
    for i in range(n):
        x = x + (1 << 44)
        if i == n - 1:
            return x
    return 0


print(grow(100000), grow(700000))
