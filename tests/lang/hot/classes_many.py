# More classes than a cache can hold at one place, and classes made in loops.
def make(i):
    class K:
        tag = i
        def __init__(self, v): self.v = v
        def get(self): return self.v * 2 + self.tag
    return K
classes = [make(i) for i in range(12)]
def mega(n):
    objs = [c(i) for i, c in enumerate(classes)]
    s = 0
    for i in range(n):
        s += objs[i % 12].get()
    return s
print(mega(4000))
def phases(n):
    s = 0
    for c in classes:
        o = c(3)
        for i in range(n):
            s += o.get()
    return s
print(phases(400))
def fresh_classes(n):
    s = 0
    for i in range(n):
        K = make(i)
        s += K(1).get() + K.tag
    return s
print(fresh_classes(300))
def isinstance_chain(n):
    class A: pass
    class B(A): pass
    class D(B): pass
    objs = [A(), B(), D(), 5, "s"]
    c = [0, 0, 0, 0]
    for i in range(n):
        o = objs[i % 5]
        if isinstance(o, D): c[0] += 1
        elif isinstance(o, B): c[1] += 1
        elif isinstance(o, A): c[2] += 1
        else: c[3] += 1
    return c
print(isinstance_chain(3000))
def visitor(n):
    class Num:
        def __init__(self, v): self.v = v
        def accept(self, w): return w.num(self)
    class Add:
        def __init__(self, a, b): self.a, self.b = a, b
        def accept(self, w): return w.add(self)
    class Mul(Add):
        def accept(self, w): return w.mul(self)
    class Eval:
        def num(self, x): return x.v
        def add(self, x): return x.a.accept(self) + x.b.accept(self)
        def mul(self, x): return x.a.accept(self) * x.b.accept(self)
    class Count:
        def num(self, x): return 1
        def add(self, x): return 1 + x.a.accept(self) + x.b.accept(self)
        mul = add
    t = Num(1)
    for i in range(6):
        t = Add(Mul(t, Num(2)), Num(i + 0.5 if i == 3 else i))
    e = c = 0
    for i in range(n):
        e += t.accept(Eval())
        c += t.accept(Count())
    return e, c
print(visitor(150))
def counters(n):
    class P:
        made = 0
        def __init__(self): P.made += 1
    class Q(P):
        def __init__(self):
            super().__init__()
            Q.made = P.made * 10
    for i in range(n):
        P() if i % 2 else Q()
    return P.made, Q.made
print(counters(1500))
def static_and_class(n):
    class S:
        base = 3
        @staticmethod
        def s(x): return x + 1
        @classmethod
        def c(cls, x): return cls.base + x
        @property
        def p(self): return self.base * 2
    class T(S):
        base = 5
    o = [S(), T()]
    r = 0
    for i in range(n):
        x = o[i & 1]
        r += x.s(i) + x.c(i) + x.p + S.c(1) + T.s(2)
        if i == n // 2: S.base = 4
    return r
print(static_and_class(2000))
def operators(n):
    class Mod:
        __slots__ = ("v",)
        def __init__(self, v): self.v = v % 97
        def __add__(self, o): return Mod(self.v + (o.v if isinstance(o, Mod) else o))
        __radd__ = __add__
        def __mul__(self, o): return Mod(self.v * o.v)
        def __eq__(self, o): return self.v == (o.v if isinstance(o, Mod) else o)
        def __neg__(self): return Mod(-self.v)
        def __getitem__(self, i): return self.v >> i & 1
        def __len__(self): return self.v.bit_length()
        def __iter__(self): return iter(range(self.v))
        def __contains__(self, x): return x < self.v
    a, b = Mod(1), Mod(5)
    h = 0
    for i in range(n):
        a = a * b + i
        b = 3 + -a
        h += (a == b) + (a == i % 97) * 2 + a[i % 7] + len(b) + (i % 90 in a)
        if i % 50 == 0:
            for k in a: h += k
    return a.v, b.v, h
print(operators(2000))
def dynamic_attributes(n):
    class O: pass
    o = O()
    for i in range(n):
        name = "f%d" % (i % 15)
        setattr(o, name, getattr(o, name, 0) + i)
    return sorted(vars(o).items())[:4], len(vars(o))
print(dynamic_attributes(2000))
