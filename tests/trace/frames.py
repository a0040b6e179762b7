# A call of C that may run Python code keeps what the frames are, once for the call and for the exit behind it; one that
# cannot does not.
#
# run:
# expect: run.at(line("def loop") + 2)[0].body_count(r"FRAMES +\+\d+ ! \d+") == 1
# expect: run.at(line("def plain") + 2)[0].count("FRAMES") == 0
# expect: run.at(line("def loop") + 2)[0].body_count(r"FRAMES") == run.at(line("def loop") + 2)[0].body_count(r"CALL +NATIVE_CALL")


def inner(values, k):
    return sum(values) + k


def loop(n):
    total = 0
    for i in range(n):
        total += inner([i, 1], i)
    return total


def plain(n):
    out = []
    for i in range(n):
        out.append(i)
    return len(out)


print(loop(3000), plain(3000))
