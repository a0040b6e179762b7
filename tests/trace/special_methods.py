# Operators, comparisons, subscripts, properties and class methods written in Python are inlined: nothing is called in
# C but the allocation of the result, and the classes are checked outside the loop.
#
# run:
# expect: len(run.at(line("for i in range(n)"))) == 1
# expect: run.roots[0].loops
# expect: run.roots[0].body_count("CALL +(BINARY|COMPARE|GET_ITEM|GET_ATTRIBUTE|TRUTH|CALL_OBJECT)") == 0
# expect: run.roots[0].body_count("CALL +INSTANCE_NEW") == 1
# expect: run.aborts == {}


class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __add__(self, other):
        return Pair(self.a + other.a, self.b + other.b)

    def __lt__(self, other):
        return self.a < other.a

    def __getitem__(self, i):
        return self.b

    @property
    def both(self):
        return self.a + self.b

    @classmethod
    def weight(cls):
        return 2


def run(n):
    total, step, end = Pair(0, 0), Pair(1, 2), Pair(10 ** 9, 0)
    seen = 0
    for i in range(n):
        total = total + step
        if total < end:
            seen += total[0] + total.both * total.weight()
    return seen


print(run(2000))
