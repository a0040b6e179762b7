# A generator expression that sum takes all items of is one loop: the sum is a loop variable, nothing is called, and
# the generator is not even suspended. A generator that next resumes is inlined into the loop that calls it.
#
# run:
# expect: run.at(line("sum(x"))[0].loops and run.at(line("sum(x"))[0].count("CALL") == 0
# expect: run.at(line("sum(x"))[0].body_count("LOAD_AT|STORE_AT|STORE_FIELD|GUARD_SHAPE|GUARD_IS") == 0
# expect: run.at(line("while taken"))[0].loops and run.at(line("while taken"))[0].count("CALL") == 0


def squares(n):
    return sum(x * x for x in range(n))


def numbers():
    n = 0
    while True:
        yield n
        n += 3


def taking(n):
    source = numbers()
    taken = total = 0
    while taken < n:
        total += next(source)
        taken += 1
    return total


print(squares(1000), taking(1000))
