# A generator and the loop over it become one loop: nothing is called, what the generator counts with is unboxed, and
# where it stands is checked once, not in every iteration.
#
# run:
# expect: len(run.roots) == 2 and all(t.loops for t in run.roots)
# expect: run.roots[0].count("CALL") == 0
# expect: run.roots[0].body_count("LOAD_AT") == 0
# expect: run.roots[0].body_count("GUARD_SHAPE|GUARD_IS_INT") == 0
# expect: run.roots[0].body_count(".*GENERATOR_(CODE|STATE|RESUME)") == 2
# expect: run.roots[1].count("CALL +NEXT") == 0
# expect: run.aborts.get("YIELD", 0) <= 2


def squares(n):
    i = 0
    while i < n:
        yield i * i
        i += 1


def thirds(items):
    for item in items:
        yield item * 3


def run(n):
    total = 0
    for square in squares(n):
        total += square
    return total


def pipeline(n):
    total = 0
    for third in thirds(squares(n)):
        total ^= third
    return total


print(run(2000), pipeline(2000))
