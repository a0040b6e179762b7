# The counter of a range loop and an index within proved limits need no overflow check.
#
# run:
# expect: run.at(line("for i in range"))[0].body_count("ADD_OVERFLOW.* 1 ") == 0
# expect: run.at(line("for i in range"))[0].body_count("GUARD_SMALL") <= 1


def run(n):
    s = 0
    for i in range(n):
        s = (s ^ i) & 0xFFFF
    return s


print(run(30000))
