# Special methods.
class V:
    def __init__(self, *c):
        self.c = list(c)
    def __repr__(self):
        return f"V{tuple(self.c)}"
    def __add__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return V(*(a + b for a, b in zip(self.c, o.c)))
    def __radd__(self, o):
        return ("radd", o)
    def __iadd__(self, o):
        self.c = [a + o for a in self.c]
        return self
    def __sub__(self, o): return "sub"
    def __rsub__(self, o): return "rsub"
    def __mul__(self, k): return V(*(a * k for a in self.c))
    __rmul__ = __mul__
    def __truediv__(self, o): return "truediv"
    def __floordiv__(self, o): return "floordiv"
    def __mod__(self, o): return "mod"
    def __rmod__(self, o): return "rmod"
    def __divmod__(self, o): return "divmod"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o): return ("rpow", o)
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.c, o.c))
    def __lshift__(self, o): return "lshift"
    def __rrshift__(self, o): return "rrshift"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __neg__(self): return V(*(-a for a in self.c))
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return sum(a * a for a in self.c) ** 0.5
    def __len__(self): return len(self.c)
    def __bool__(self): return any(self.c)
    def __getitem__(self, i): return ("getitem", i) if isinstance(i, (slice, tuple, str)) else self.c[i]
    def __setitem__(self, i, v): self.c[i] = v
    def __delitem__(self, i): del self.c[i]
    def __contains__(self, x): return x in self.c
    def __iter__(self): return iter(self.c)
    def __reversed__(self): return iter(["reversed"])
    def __call__(self, *a, **k): return ("call", a, k)
    def __eq__(self, o): return isinstance(o, V) and self.c == o.c
    def __lt__(self, o): return self.c < o.c
    def __le__(self, o): return self.c <= o.c
    def __hash__(self): return hash(tuple(self.c))
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __round__(self, n=None): return ("round", n)
    def __format__(self, s): return "fmt:" + s
    def __str__(self): return "str of V"
v, w = V(1, 2), V(3, 4)
print(v + w, repr(v + w), v - 1, 1 - v, v * 3, 3 * v, 5 + v, sum([v, v]) if False else "", repr(v * 2))
print(v / 1, v // 1, v % 1, "%s" % v if False else 5 % v, divmod(v, 1), v ** 2, pow(v, 2, 5), 2 ** v, v @ w, v << 1, 1 >> v, v & 1, v | 1, v ^ 1)
print(repr(-v), +v, ~v, abs(w), len(v), bool(V(0)), bool(v), v[0], v[-1], v[1:2], v[1, 2], v["k"])
v[0] = 10
print(repr(v), 10 in v, 99 in v, list(v), list(reversed(v)), v(1, a=2), v == V(10, 2), v != w, v < w, v <= w, v > w, v >= w)
del v[0]
print(repr(v), hash(w) == hash((3, 4)), {w: 1}[V(3, 4)], int(v), float(v), [0, 1, 2][v], round(v), round(v, 2), f"{v:x}", f"{v}", str(v), "%s" % v, "{!r}".format(v))
u = v
u += 5
print(u is v, repr(u))
x = [1]
y = x
x += (2,)
print(y)
a, *b = w
print(a, b, [*w], max(w), sorted(w, reverse=True), tuple(w), set(w) == {3, 4})
class OnlyR:
    def __radd__(self, o): return "radd"
    def __rmul__(self, o): return "rmul"
    def __rsub__(self, o): return "rsub"
    def __req__(self, o): return "never"
    def __rlshift__(self, o): return "rlshift"
    def __rand__(self, o): return "rand"
    def __rtruediv__(self, o): return "rtruediv"
    def __rfloordiv__(self, o): return "rfloordiv"
    def __rdivmod__(self, o): return "rdivmod"
    def __rmatmul__(self, o): return "rmatmul"
o = OnlyR()
print(1 + o, "a" * o, [] + o if False else 2.5 - o, 1 << o, 1 & o, 1 / o, 1 // o, divmod(1, o), 1 @ o, None + o, {} + o)
class Base:
    def __add__(self, o): return "Base.add"
    def __lt__(self, o): return "Base.lt"
    def __gt__(self, o): return "Base.gt"
class Derived(Base):
    def __radd__(self, o): return "Derived.radd"
    def __gt__(self, o): return "Derived.gt"
print(Base() + Derived(), Derived() + Base(), Base() < Derived(), Base() > Derived(), Derived() < Base())
class NI:
    def __add__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
n = NI()
print(n == n, n == 5, n != 5)
print(error(lambda: n + 1))
print(error(lambda: n < 1))
print(error(lambda: n + n))
class Cmp:
    def __eq__(self, o): return "eq-result"
    def __ne__(self, o): return []
    def __lt__(self, o): return 5
    def __contains__(self, o): return "yes"
c = Cmp()
print(c == 1, c != 1, c < 1, 1 in c, 1 not in c, 1 == c, not c == 1, [c == 2] == ["eq-result"])
class Len:
    def __init__(self, v): self.v = v
    def __len__(self): return self.v
print(error(lambda: len(Len("x"))))
print(error(lambda: len(Len(-5))))
print(error(lambda: len(Len(1.5))))
print(len(Len(True)), bool(Len(0)))
class Idx:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
print([1, 2, 3][Idx(1)], "abc"[Idx(0):Idx(2)], bin(Idx(5)), error(lambda: [1][Idx("x")]), range(Idx(3)), [0] * Idx(2), chr(Idx(65)))
class Attr:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "got " + name
print(Attr().real, Attr().fake, getattr(Attr(), "dyn"), hasattr(Attr(), "any"))
class GetAttribute:
    x = 1
    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("secret!")
        return ("intercepted", object.__getattribute__(self, name) if name == "x" else None)
    def __getattr__(self, name):
        return "fallback " + name
print(GetAttribute().x, GetAttribute().y, GetAttribute().secret)
class SetAttr:
    def __setattr__(self, name, v):
        object.__setattr__(self, name, v * 2)
    def __delattr__(self, name):
        print("delete", name)
        object.__delattr__(self, name)
s = SetAttr()
s.a = 5
print(s.a)
del s.a
print(hasattr(s, "a"))
class CM:
    def __class_getitem__(cls, k):
        return ("class_getitem", k)
print(CM[int], CM["a", 1])
class Missing:
    __slots__ = ()
class Dir:
    def __dir__(self): return ["z", "a"]
print(dir(Dir()), error(lambda: setattr(Missing(), "x", 1)))
class InPlace:
    def __init__(self): self.ops = []
    def __isub__(self, o): self.ops.append(("-", o)); return self
    def __imul__(self, o): self.ops.append(("*", o)); return self
    def __itruediv__(self, o): self.ops.append(("/", o)); return self
    def __ifloordiv__(self, o): self.ops.append(("//", o)); return self
    def __imod__(self, o): self.ops.append(("%", o)); return self
    def __ipow__(self, o): self.ops.append(("**", o)); return self
    def __ilshift__(self, o): self.ops.append(("<<", o)); return self
    def __irshift__(self, o): self.ops.append((">>", o)); return self
    def __iand__(self, o): self.ops.append(("&", o)); return self
    def __ior__(self, o): self.ops.append(("|", o)); return self
    def __ixor__(self, o): self.ops.append(("^", o)); return self
    def __imatmul__(self, o): self.ops.append(("@", o)); return self
i = InPlace()
i -= 1; i *= 2; i /= 3; i //= 4; i %= 5; i **= 6; i <<= 7; i >>= 8; i &= 9; i |= 10; i ^= 11; i @= 12
print(i.ops)
