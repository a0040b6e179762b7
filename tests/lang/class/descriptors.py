# property, classmethod, staticmethod, user-written descriptors, __set_name__, __slots__.
class Temp:
    def __init__(self, c):
        self._c = c
    @property
    def c(self):
        "Celsius."
        return self._c
    @c.setter
    def c(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v
    @c.deleter
    def c(self):
        print("deleted")
        self._c = None
    @property
    def f(self):
        return self._c * 9 / 5 + 32
    k = property(lambda self: self._c + 273)
t = Temp(20)
print(t.c, t.f, t.k, Temp.c.__doc__)
t.c = 30
t.c += 1
print(t.c, t.f)
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
def set_f(): t.f = 1
def del_f(): del t.f
def cold(): t.c = -500
print(error(set_f))
print(error(del_f))
print(error(cold))
del t.c
print(t.c)
t.__dict__["c"] = "hidden"
print(t.c, t.__dict__)
class Write:
    def setter(self, v): self.v = v
    w = property(None, setter)
w = Write()
w.w = 5
print(w.v, error(lambda: w.w))
class Data:
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)
    def __get__(self, obj, cls=None):
        if obj is None:
            return ("class access", cls.__name__)
        return obj.__dict__.get("_" + self.name, "unset")
    def __set__(self, obj, v):
        obj.__dict__["_" + self.name] = v * 2
    def __delete__(self, obj):
        del obj.__dict__["_" + self.name]
class NonData:
    def __get__(self, obj, cls=None):
        return "nondata"
class Use:
    d = Data()
    n = NonData()
u = Use()
print(u.d, Use.d, u.n, Use.n)
u.d = 21
u.n = "instance wins"
u.__dict__["d"] = "instance loses"
print(u.d, u.n, u.__dict__)
del u.d
print(u.d)
class Typed:
    def __init__(self, t): self.t = t
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, c): return self if o is None else o.__dict__[self.n]
    def __set__(self, o, v):
        if not isinstance(v, self.t):
            raise TypeError(f"{self.n} must be {self.t.__name__}")
        o.__dict__[self.n] = v
class Rec:
    a = Typed(int)
    b = Typed(str)
    def __init__(self, a, b):
        self.a, self.b = a, b
print(Rec(1, "x").a, error(lambda: Rec("1", "x")), error(lambda: Rec(1, 2)))
class S:
    __slots__ = ("a", "b")
    def __init__(self, a): self.a = a
s = S(1)
print(s.a, error(lambda: s.b), error(lambda: setattr(s, "c", 1)), hasattr(s, "__dict__"), S.__slots__)
s.b = 2
del s.a
print(s.b, error(lambda: s.a), error(lambda: delattr(s, "a")))
class S2(S):
    __slots__ = ("c",)
class S3(S):
    pass
x, y = S2(1), S3(1)
x.c = 3
y.anything = 4
print(x.a, x.c, error(lambda: setattr(x, "d", 1)), y.a, y.anything, y.__dict__)
try:
    class Conflict:
        __slots__ = ("z",)
        z = 1
except ValueError as e:
    print("ValueError:", e)
class K:
    n = 0
    @classmethod
    def inc(cls, by=1):
        cls.n += by
        return cls.__name__, cls.n
    @staticmethod
    def add(a, b=2):
        return a + b
    @classmethod
    @property
    def both(cls):
        return "both " + cls.__name__
class K2(K):
    pass
print(K.inc(), K2.inc(5), K().inc(), K.n, K2.n, K.add(1), K2().add(1, 1), K.__dict__["add"].__func__(5), K2.inc.__self__.__name__)
class Func:
    def __get__(self, o, c=None):
        return lambda *a: (type(o).__name__, a)
class H:
    m = Func()
print(H().m(1), H.m(2))
class Cached:
    def __init__(self, f): self.f = f; self.name = f.__name__
    def __get__(self, o, c=None):
        v = self.f(o)
        o.__dict__[self.name] = v
        return v
class L:
    @Cached
    def heavy(self):
        print("computed")
        return 42
l = L()
print(l.heavy, l.heavy)
class Base:
    @property
    def p(self): return "base p"
class Der(Base):
    @property
    def p(self): return "derived " + super().p
class Der2(Base):
    p = "plain"
print(Der().p, Der2().p, error(lambda: setattr(Base(), "p", 1)))
class Raises:
    @property
    def p(self): return self.missing_inside
    def __getattr__(self, n): return "getattr " + n
print(Raises().p)
def f(self, x): return (self, x)
print(f.__get__("obj")(1), f.__get__(None, int) is f if f.__get__(None, int) is f else "unbound")
