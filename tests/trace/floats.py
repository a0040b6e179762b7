# A float recurrence stays in floating-point registers: no boxing, no guard on a type within the loop.
#
# run:
# expect: run.at(line("while n < limit"))[0].loops
# expect: run.at(line("while n < limit"))[0].body_count("BOX_FLOAT|UNBOX_FLOAT") == 0
# expect: run.at(line("while n < limit"))[0].body_count("GUARD_IS_FLOAT") == 0
# expect: run.at(line("while n < limit"))[0].body_count("MUL_F") == 2
# expect: run.at(line("while n < limit"))[0].body_count("CALL") == 0


def logistic(limit):
    x, r, n = 0.4, 3.7, 0
    while n < limit:
        x = r * x * (1.0 - x)
        n += 1
    return x


print(logistic(30000))
