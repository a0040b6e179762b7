# Inheritance, MRO, super.
class A:
    def who(self):
        return "A"
    def call(self):
        return self.who()
    attr = "from A"
class B(A):
    def who(self):
        return "B" + super().who()
class C(A):
    def who(self):
        return "C" + super().who()
    attr = "from C"
class D(B, C):
    def who(self):
        return "D" + super().who()
d = D()
print(d.who(), d.call(), d.attr, D.__mro__ == (D, B, C, A, object), [c.__name__ for c in D.mro()], D.__bases__ == (B, C), D.__base__.__name__)
print(isinstance(d, A), isinstance(d, (int, C)), issubclass(D, A), issubclass(A, D), issubclass(D, D), issubclass(bool, (str, int)), issubclass(B, object))
print(B().who(), C().call(), super(B, d).who(), super(C, d).who(), A.who(d), super(D, D).who(d))
class Base:
    def __init__(self, x):
        self.x = x
        self.log = ["Base"]
class Left(Base):
    def __init__(self, x, **k):
        super().__init__(x)
        self.log.append("Left")
class Right(Base):
    def __init__(self, x):
        super().__init__(x)
        self.log.append("Right")
class Both(Left, Right):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y
        self.log.append("Both")
b = Both(1, 2)
print(b.x, b.y, b.log)
class NoSuperCall(Base):
    def __init__(self):
        pass
try:
    NoSuperCall().x
except AttributeError as e:
    print("AttributeError:", e)
A.added = lambda self: "added to A"
print(d.added(), B().added())
C.who = lambda self: "changed"
print(d.who())
del C.attr
print(d.attr)
B.attr = "now B"
print(d.attr, D.attr)
try:
    class Bad(A, B):
        pass
except TypeError as e:
    print("TypeError:", str(e).replace("\n", " "))
try:
    class Bad2(A, A):
        pass
except TypeError as e:
    print("TypeError:", e)
try:
    class Bad3(5):
        pass
except TypeError as e:
    print("TypeError:", e)
try:
    class Bad4(int, str):
        pass
except TypeError as e:
    print("TypeError:", e)
try:
    class Bad5(range):
        pass
except TypeError as e:
    print("TypeError:", e)
try:
    class Bad6(A, x=1):
        pass
except TypeError as e:
    print("TypeError:", e)
class Shape:
    def area(self):
        raise NotImplementedError("area of " + type(self).__name__)
    def describe(self):
        return f"{type(self).__name__} {self.area()}"
class Square(Shape):
    def __init__(self, s):
        self.s = s
    def area(self):
        return self.s ** 2
class Unit(Square):
    def __init__(self):
        super().__init__(1)
print(Square(3).describe(), Unit().describe())
try:
    Shape().describe()
except NotImplementedError as e:
    print("NotImplementedError:", e)
class Meta(type):
    def __call__(cls, *a):
        print("Meta.__call__", cls.__name__, a)
        return super().__call__(*a)
    def __new__(m, name, bases, ns, **kw):
        ns["made_by"] = m.__name__
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.kw = kw
    def shout(cls):
        return cls.__name__.upper()
    def __len__(cls):
        return 42
class M(metaclass=Meta, flag=True):
    def __init__(self, v=0):
        self.v = v
class N(M):
    pass
print(M(5).v, N.made_by, N.shout(), M.kw, type(M).__name__, type(N) is Meta, isinstance(M, Meta), len(M), type(type(M)).__name__)
class Sub:
    registry = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
class S1(Sub): pass
class S2(Sub, tag="t"): pass
class S3(S1): pass
print(Sub.registry)
T = type("T", (A,), {"z": 5, "m": lambda self: self.z})
print(T().m(), T().who(), T.__name__, type(T) is type, T.__bases__[0] is A, type("E", (), {})().__class__.__name__)
print(object.__init__ is not None, D.__init__ is object.__init__, A.__subclasses__()[0].__name__ if hasattr(A, "__subclasses__") else "")
class Multi(dict, Shape):
    def area(self):
        return len(self)
mm = Multi(a=1)
mm["b"] = 2
print(mm.describe(), mm, sorted(mm))
def method_with_super():
    class X(A):
        def who(self):
            return [super(X, self).who() for _ in range(2)]
    return X().who()
print(method_with_super())
class P:
    @classmethod
    def create(cls, *a):
        return cls(*a)
    @staticmethod
    def helper(x):
        return x + 1
    def __init__(self, a=0):
        self.a = a
class Q(P):
    @classmethod
    def create(cls, *a):
        o = super().create(*a)
        o.a += 100
        return o
    @staticmethod
    def helper(x):
        return P.helper(x) * 2
print(Q.create(5).a, type(Q.create()).__name__, Q.helper(1), P.create(1).a, Q().helper(2), Q().create(3).a)
