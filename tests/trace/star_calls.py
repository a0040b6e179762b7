# Star calls with a tuple or a dict of always the same shape are calls like others, and so are functions that take the rest
# of their arguments: a tuple made for one vanishes when it is only spread again.
#
# run:
# expect: not run.aborts.get("STAR_CALL") and not run.aborts.get("CALLEE")
# expect: run.at(line("for i in range(n):  # tuples"))[0].body_count(r"CALL ") == 0
# expect: run.at(line("for i in range(n):  # passed"))[0].body_count(r"CALL +TUPLE_2") == 0
# expect: run.at(line("for i in range(n):  # names"))[0].loops


def add(a, b=1):
    return a + b


def passes(*args):
    return add(*args)


def tuples(n):
    total = 0
    for i in range(n):  # tuples
        pair = i, 2
        total += add(*pair)
    return total


def passed(n):
    total = 0
    for i in range(n):  # passed
        total += passes(i, 3)
    return total


def names(n):
    total, keywords = 0, {"b": 1, "a": 2}
    for i in range(n):  # names
        total += add(**keywords)
    return total


print(tuples(3000), passed(3000), names(3000))
