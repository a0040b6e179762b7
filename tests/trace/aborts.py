# What cannot be traced is given up, with a reason in the statistics, and is not tried for ever.
#
# run:
# expect: run.codegen_requests < 40
# expect: sum(run.aborts.values()) < 40


def run(n):
    out = 0
    for i in range(n):
        exec("x = %d" % i)
        out += 1
    return out


print(run(3000))
