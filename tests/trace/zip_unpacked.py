# zip and enumerate over lists are stepped in the trace, and the tuples that are only unpacked are never made.
#
# run:
# expect: run.count("CALL +(TUPLE_2|CALL_OBJECT)") == 0 and run.count("CALL +(ZIP_2|ENUMERATE)") > 0
# expect: run.at(line("for a, b in"))[0].loops and run.at(line("for a, b in"))[0].count("CALL") == 0
# expect: run.at(line("for i, (a"))[0].loops and run.at(line("for i, (a"))[0].count("CALL") == 0
# expect: run.at(line("for a, b in"))[0].body_count("GUARD_SHAPE|GUARD_IS_INT") == 0


def dot(x, y):
    total = 0.0
    for a, b in zip(x, y):
        total += a * b
    return total


def weighted(x, y):
    total = 0.0
    for i, (a, b) in enumerate(zip(x, y)):
        total += i * a * b
    return total


def run():
    x, y = [0.5 * i for i in range(20)], [0.25 * i for i in range(20)]
    total = 0.0
    for _ in range(200):
        total += dot(x, y)
    for _ in range(200):
        total += weighted(x, y)
    return total


print(run())
