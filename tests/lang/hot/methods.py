# Method calls while classes and instances change.
class A:
    def f(self, x): return x + 1
class B(A):
    def f(self, x): return super().f(x) * 2
class C(A):
    pass
def poly(n, objs):
    s = 0
    for i in range(n):
        s += objs[i % len(objs)].f(i)
    return s
print(poly(3000, [A()]), poly(3000, [B()]), poly(3000, [A(), B(), C()]), poly(3000, [C()]))
def redefine(n):
    a = A()
    s = 0
    old = A.f
    for i in range(n):
        s += a.f(1)
        if i == 1000: A.f = lambda self, x: 100
        if i == 2000: a.f = lambda x: 5000
        if i == 2500: del a.f
        if i == 2800: A.f = old
    return s
print(redefine(3000))
def override_late(n):
    class Base:
        def m(self): return 1
    class Sub(Base): pass
    o = Sub()
    s = 0
    for i in range(n):
        s += o.m()
        if i == n // 3: Sub.m = lambda self: 10
        if i == 2 * n // 3: del Sub.m
    return s
print(override_late(3000))
def bound(n):
    a = A()
    g = a.f
    s = 0
    for i in range(n):
        s += g(i)
    return s
print(bound(3000))
class Counter:
    total = 0
    def __init__(self, n): self.n = n
    def step(self):
        self.n -= 1
        Counter.total += 1
        return self.n > 0
    @classmethod
    def c(cls, k): return cls.total + k
    @staticmethod
    def s(k): return k * 2
    def __call__(self, k): return self.n + k
    def __len__(self): return self.n % 7
    def __getitem__(self, i): return self.n + i
    def __eq__(self, o): return self.n == o
    def __lt__(self, o): return self.n < o
    def __add__(self, o): return self.n + o
    def __contains__(self, o): return o == 3
    def __bool__(self): return self.n % 2 == 0
c = Counter(3000)
while c.step():
    pass
print(c.n, Counter.total)
def specials(n):
    c = Counter(5)
    s = 0
    for i in range(n):
        s += c(i) + len(c) + c[i] + (c == i % 10) + (c < i % 10) + (c + i) + (i % 5 in c) + c.s(i) + c.c(i)
        if c: s += 1
        c.n = i % 11
    return s
print(specials(3000))
def patched_special(n):
    class V:
        def __init__(self, v): self.v = v
        def __add__(self, o): return V(self.v + o.v)
    a, one = V(0), V(1)
    for i in range(n):
        a = a + one
        if i == n // 2:
            V.__add__ = lambda self, o: V(self.v + 10)
    return a.v
print(patched_special(2000))
def create(n):
    s = 0
    for i in range(n):
        c = Counter(i)
        s += c.n
        if i == n // 2:
            Counter.__init__ = lambda self, n: setattr(self, "n", -n)
    return s
old = Counter.__init__
print(create(3000))
Counter.__init__ = old
class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    def dot(self, o): return self.x * o.x + self.y * o.y
def vectors(n):
    a, v = Vec(0.0, 0.0), Vec(1.0, 0.5)
    e = 0
    for i in range(n):
        a = a + v * 0.01
        e += a.dot(v)
    return a.x, a.y, e
print(vectors(3000))
def kept(n):
    keep = []
    a = Vec(0, 0)
    for i in range(n):
        a = a + Vec(1, i)
        if i % 500 == 0:
            keep.append(a)
    return [(k.x, k.y) for k in keep]
print(kept(3000))
def chain(n):
    class K:
        def __init__(self): self.v = 0
        def inc(self): self.v += 1; return self
        def dbl(self): self.v = self.v * 2 % 1000003; return self
    k = K()
    for i in range(n):
        k.inc().dbl().inc()
    return k.v
print(chain(2000))
def missing_method(n):
    class X:
        def ok(self): return 1
    class Y: pass
    s = 0
    for i in range(n):
        o = X() if i % 10 else Y()
        try:
            s += o.ok()
        except AttributeError as e:
            s += len(str(e))
    return s
print(missing_method(2000))
def default_args(n):
    def f(a, b=2, *c, d=4, **e): return a + b + len(c) + d + len(e)
    s = 0
    for i in range(n):
        s += f(i) + f(i, 1) + f(i, 1, 2, 3) + f(i, d=0) + f(i, b=1, z=2) + f(*(i, 1), **{"d": 2})
    return s
print(default_args(1500))
def wrong_args(n):
    def f(a, b): return a + b
    c = 0
    for i in range(n):
        try:
            c += f(i) if i % 50 == 0 else f(i, 1)
        except TypeError as e:
            c += len(str(e))
    return c
print(wrong_args(2000))
