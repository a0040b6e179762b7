# Two classes at one place: each gets its path, the second one as a side trace of the first.
#
# run:
# expect: run.root_traces >= 1
# expect: run.side_traces >= 1


class Square:
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


class Box:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def area(self):
        return self.a * self.b


def total(shapes, n):
    s = 0
    k = len(shapes)
    for i in range(n):
        s += shapes[i % k].area()
    return s


print(total([Square(2), Box(2, 3), Square(4)], 30000))
