# A method call on an instance: the class is checked once, before the loop; the method's code is part of the trace.
#
# run:
# expect: run.at(line("for i in range"))[0].loops
# expect: run.at(line("for i in range"))[0].body_count("CALL") == 0
# expect: run.at(line("for i in range"))[0].body_count("GUARD_SHAPE") == 0


class Counter:
    def __init__(self, step):
        self.count = 0
        self.step = step

    def advance(self):
        self.count += self.step
        return self.count


def run(n):
    c = Counter(3)
    last = 0
    for i in range(n):
        last = c.advance()
    return last


print(run(30000))
