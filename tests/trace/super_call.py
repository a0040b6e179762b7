# A method called through super() is inlined: no super object is made in the loop.
#
# run:
# expect: run.roots[0].loops and run.sides == []
# expect: run.roots[0].body_count("CALL +(SUPER_NEW|CALL_OBJECT|GET_ATTRIBUTE)") == 0
# expect: run.aborts == {}


class Base:
    def __init__(self):
        self.n = 0

    def step(self, by):
        self.n += by


class Derived(Base):
    def step(self, by):
        super().step(by * 2)


def run(n):
    d = Derived()
    for i in range(n):
        d.step(i)
    return d.n


print(run(2000))
