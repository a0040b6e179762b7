# An exception that is raised and caught in one trace is a jump: from an inlined function, from C code, out of a with
# statement. Handlers whose types are always the same cost nothing, and the loop stays in machine code.
#
# run:
# expect: run.aborts.get("RAISE", 0) == 0 and run.aborts.get("HANDLER", 0) == 0 and run.aborts.get("EXCEPTION", 0) == 0
# expect: run.exits < 100
# expect: run.at(line("for i in range(n):  # far"))[0].body_count(r"CALL +RAISE") == 1
# expect: run.at(line("for i in range(n):  # far"))[0].body_count(r"CALL +ADD_TRACEBACK") == 2
# expect: run.at(line("for i in range(n):  # native"))[0].body_count(r"CALL +TAKE") == 1
# expect: run.at(line("for i in range(n):  # with"))[0].body_count(r"CALL +RAISE") == 1
# expect: run.at(line("for i in range(n):  # with"))[0].body_count(r"CALL +SPECIAL_METHOD") == 0


class Problem(Exception):
    pass


def fails(i):
    raise Problem(i)


def far(n):
    total = 0
    for i in range(n):  # far
        try:
            fails(i)
        except Problem as problem:
            total += problem.args[0]
    return total


def native(n):
    total = 0
    table = {-1: 0}
    for i in range(n):  # native
        try:
            total += table[i]
        except LookupError:
            total += i
    return total


class Context:
    def __enter__(self): return self
    def __exit__(self, kind, value, trace): return kind is Problem


def with_statement(n):
    total, context = 0, Context()
    for i in range(n):  # with
        with context:
            total += 1
            raise Problem
    return total


print(far(3000), native(3000), with_statement(3000))
