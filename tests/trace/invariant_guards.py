# Loop peeling: what does not change in the loop is checked once, in front of it. The list's type, the instance's shape
# and the type of k are loop-invariant.
#
# run:
# expect: run.at(line("for i in range"))[0].loops
# expect: run.at(line("for i in range"))[0].entry_count("GUARD_SHAPE") >= 1
# expect: run.at(line("for i in range"))[0].body_count("GUARD_SHAPE") == 0


class Scale:
    def __init__(self, k):
        self.k = k


def run(values, scale, n):
    s = 0.0
    for i in range(n):
        s = s + values[i & 7] * scale.k
    return s


print(run([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5], Scale(2.0), 30000))
