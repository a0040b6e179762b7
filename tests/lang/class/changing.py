# Classes made by hand (enum, dataclass, namedtuple); attributes and classes that change while in use.
def err(f, /, *a, **k):
    try: print('ok', f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
# enum-like metaclass with custom __prepare__ dict
class NS(dict):
    def __init__(self): super().__init__(); self.order = []
    def __setitem__(self, k, v):
        if not k.startswith('__'): self.order.append(k)
        super().__setitem__(k, v)
class EnumMeta(type):
    @classmethod
    def __prepare__(m, name, bases): return NS()
    def __new__(m, name, bases, ns):
        cls = super().__new__(m, name, bases, dict(ns))
        cls._members = {}
        for k in ns.order:
            if callable(ns[k]): continue
            o = object.__new__(cls); o.name = k; o.value = ns[k]; cls._members[k] = o; setattr(cls, k, o)
        return cls
    def __iter__(cls): return iter(cls._members.values())
    def __getitem__(cls, k): return cls._members[k]
    def __len__(cls): return len(cls._members)
    def __contains__(cls, m): return m in cls._members.values()
class Color(metaclass=EnumMeta):
    RED = 1
    GREEN = 2
    def __repr__(self): return f'<{type(self).__name__}.{self.name}: {self.value}>'
print(list(Color), Color['RED'], Color.GREEN.value, len(Color), Color.RED in Color)
# dataclass-like decorator
def dataclass(cls):
    names = list(cls.__annotations__)
    def __init__(self, *args, **kw):
        for n, v in zip(names, args): setattr(self, n, v)
        for n in names[len(args):]:
            setattr(self, n, kw[n] if n in kw else getattr(cls, n))
    def __repr__(self): return cls.__qualname__ + '(' + ', '.join(f'{n}={getattr(self, n)!r}' for n in names) + ')'
    def __eq__(self, o): return type(o) is cls and all(getattr(self, n) == getattr(o, n) for n in names)
    for f in (__init__, __repr__, __eq__):
        f.__qualname__ = cls.__qualname__ + '.' + f.__name__; setattr(cls, f.__name__, f)
    return cls
@dataclass
class Pt:
    x: int
    y: int = 0
print(Pt(1), Pt(1, 2) == Pt(1, 2), Pt(1) != Pt(2), Pt.__init__)if False else print(Pt(1), Pt(1, 2) == Pt(1, 2), Pt(1) != Pt(2), Pt.__init__.__qualname__)
# namedtuple-like
class NT(tuple):
    __slots__ = ()
    _fields = ('a', 'b')
    def __new__(cls, a, b): return tuple.__new__(cls, (a, b))
    a = property(lambda s: s[0]); b = property(lambda s: s[1])
    def __repr__(s): return 'NT(a=%r, b=%r)' % s
    def _replace(s, **k): return s.__class__(*map(k.pop, s._fields, s))
n = NT(1, 2); print(n, n.a, n.b, n == (1, 2), n._replace(b=5), hash(n) == hash((1, 2)), isinstance(n, tuple)); err(lambda: setattr(n, 'c', 1)); err(lambda: setattr(n, 'a', 1))
# chained decorators, closures
def trace(f):
    def w(*a, **k): print('call', f.__name__, a, k); return f(*a, **k)
    w.__name__ = f.__name__; w.__doc__ = f.__doc__; w.__wrapped__ = f
    return w
class T:
    @trace
    def m(self, x): "md"; return x
    @staticmethod
    @trace
    def s(x): return x
    @classmethod
    @trace
    def c(cls, x): return x
t = T.__new__(T); err(lambda: T.m.__doc__); print(T.s(1), T.m.__wrapped__.__name__)
# attribute deletion and shape transitions
class Sh: pass
objs = [Sh() for _ in range(5)]
for i, o in enumerate(objs):
    o.a = i
    if i % 2: o.b = i
    o.c = i
    if i == 3: del o.a
print([sorted(o.__dict__.items()) for o in objs], [vars(o) for o in objs])
for o in objs: o.d = o.c + 1
print([o.d for o in objs], [hasattr(o, 'a') for o in objs])
big = Sh()
for i in range(300): setattr(big, 'k%d' % i, i)
print(big.k0, big.k299, len(big.__dict__)); big.__dict__['zz'] = 5; print(big.zz); del big.k5; err(lambda: big.k5); print('k5' in vars(big))
o = Sh(); o.__dict__.update(p=1, q=2); print(o.p, o.q); o.__dict__.clear(); err(lambda: o.p); o.r = 3; print(o.__dict__)
# attribute access in loops while the class changes
class Ch: v = 1
c = Ch(); out = []
for i in range(6):
    out.append(c.v)
    if i == 1: Ch.v = 2
    if i == 3: c.v = 9
    if i == 4: del c.v
print(out)
class Ch2:
    def m(self): return 'old'
c = Ch2(); out = []
for i in range(6):
    out.append(c.m())
    if i == 1: Ch2.m = lambda self: 'new'
    if i == 3: c.m = lambda: 'inst'
print(out)
out = []
class Pr:
    @property
    def v(self): return 'p'
p = Pr()
for i in range(4):
    out.append(p.v)
    if i == 1: Pr.v = 5
    if i == 2: p.__dict__['v'] = 'own'
print(out)
for x in [1, 'a', [], Sh(), Pr()]:
    for n in ['upper', 'append', 'real', 'v', 'zork']:
        try: getattr(x, n); r = 'yes'
        except AttributeError as e: r = str(e)
        print(r, end=';')
print()
# mixed receiver types at one site
class P1:
    def go(self): return 1
class P2:
    __slots__ = ('go',)
class P3:
    def __getattr__(self, n): return lambda: 3
class P4:
    go = staticmethod(lambda: 4)
class P5:
    @classmethod
    def go(cls): return cls.__name__
p2 = P2(); p2.go = lambda: 2
print([p.go() for _ in range(3) for p in (P1(), p2, P3(), P4(), P5(), P5)])
# exceptions in special methods
class Ex:
    def __getattr__(self, n): raise ValueError(n)
    def __eq__(self, o): raise KeyError('eq')
    def __hash__(self): raise OSError('hash')
    def __iter__(self): raise IndexError('iter')
    def __len__(self): raise RuntimeError('len')
    def __repr__(self): raise TypeError('repr')
    def __contains__(self, x): raise LookupError('in')
    def __call__(self): raise ArithmeticError('call')
    def __del__(self): pass
e = Ex()
for f in (lambda: e.x, lambda: e == 1, lambda: e != 1, lambda: {e}, lambda: list(e), lambda: len(e), lambda: repr(e), lambda: 1 in e, lambda: e(), lambda: [1, e].index(e) , lambda: [e, e].count(1), lambda: bool(e), lambda: f'{e}', lambda: hasattr(e, 'q'), lambda: getattr(e, 'q', 1), lambda: {1: 2}[e], lambda: str([e]), lambda: print(e), lambda: sorted([e, e]), lambda: max(e), lambda: a in [e]):
    err(f)
