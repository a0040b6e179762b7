# A call of a Python function is part of the trace: no CALL is left, no frame is made, the arguments are registers.
#
# run:
# expect: run.at(line("for i in range"))[0].loops
# expect: run.at(line("for i in range"))[0].body_count("CALL") == 0
# expect: run.at(line("for i in range"))[0].body_count("STORE_SLOT|SET_BASE") == 0


def square(x):
    return x * x


def sum_of_squares(a, b):
    return square(a) + square(b)


def run(n):
    s = 0
    for i in range(n):
        s = (s + sum_of_squares(i & 15, 3)) & 0xFFFFF
    return s


print(run(30000))
