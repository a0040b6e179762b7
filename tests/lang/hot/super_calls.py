# super() in hot methods: methods, attributes and properties behind it, several levels, classes that change meanwhile.
class A:
    p = 5

    def m(self, n):
        return 1 + n

    @property
    def q(self):
        return self.p + 1

    @classmethod
    def c(cls):
        return cls.p

    @staticmethod
    def s(n):
        return n * 2


class B(A):
    def m(self, n):
        return super().m(n) + 10

    @property
    def q(self):
        return super().q * 2

    @classmethod
    def c(cls):
        return super().c() + 1

    def both(self, n):
        return super().s(n) + super().p


class C(B):
    p = 7

    def m(self, n):
        parent = super()
        return parent.m(n) + super().m(n) + super(B, self).m(n)

    def captured(self, n):
        return [self.p + n, (lambda: self.p)()], super().m(n)


class D(C):
    pass


def run(things, n):
    total = 0
    for i in range(n):
        thing = things[i % len(things)]
        total += thing.m(i) + thing.q + thing.c() + thing.both(i)
    return total


print(run([B()], 300))
print(run([C(), B(), D()], 600))
total = 0
for i in range(200):
    total += C().captured(i)[1]
print(total)

A.m = lambda self, n: 1000
print(run([B(), C()], 400))
del C.m
print(run([B(), C()], 400))
A.p = 9
print(run([B(), D()], 400))


class Bad(A):
    def m(self, n):
        if n == 150:
            del self
        return super().m(n)

    def missing(self):
        return super().nothing()


bad = Bad()
caught = []
for i in range(200):
    try:
        bad.m(i)
    except RuntimeError as error:
        caught.append((i, str(error)))
    if i % 50 == 0:
        try:
            bad.missing()
        except AttributeError as error:
            caught.append((i, str(error)))
print(caught)


def swapped(n):
    """The first argument is not the object any more."""
    class E(A):
        def m(self, n):
            self = E() if n % 3 else self
            return super().m(n)
    e = E()
    return sum([e.m(i) for i in range(n)])


print(swapped(200))
