# Metaclasses, descriptors, abstract classes, context managers, iterators, subclasses of the built-in types.
def err(f, /, *a, **k):
    try: print('ok', f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super().f()
class D(B, C):
    def f(self): return ['D'] + super().f()
print(D().f(), [c.__name__ for c in D.__mro__])
class Singleton:
    _i = None
    def __new__(cls, *a):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
    def __init__(self, *a): self.a = a
print(Singleton(1) is Singleton(2), Singleton(3).a)
class NewOther:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(NewOther())
class Registry(type):
    reg = {}
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns); Registry.reg[name] = cls
    def __setattr__(cls, k, v): print('meta set', k); super().__setattr__(k, v)
    def __getattr__(cls, k): return 'meta ' + k
    @property
    def prop(cls): return cls.__name__ + '.prop'
    def meth(cls): return cls.__name__ + '.meth'
    def __call__(cls, *a): o = super().__call__(*a); return o
    def __contains__(cls, x): return x == 1
    def __add__(cls, o): return 'add'
    def __eq__(cls, o): return True
    def __hash__(cls): return 1
    def __repr__(cls): return '<R %s>' % cls.__name__
    def __dir__(cls): return ['x', 'y']
class R1(metaclass=Registry): y = 2
class R2(R1): pass
print(Registry.reg, R1.prop, R2.meth(), R1.zork, R1.y, 1 in R1, R1 + 1, R1 == R2, R1, dir(R1))
R1.q = 3; print(R1.q)
err(lambda: R1().zork)
class Validator:
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, o, t=None): return self if o is None else getattr(o, self.name)
    def __set__(self, o, v):
        if not isinstance(v, int): raise TypeError('int needed for ' + self.name)
        setattr(o, self.name, v)
class V:
    a = Validator(); b = Validator()
    def __init__(self, a, b): self.a = a; self.b = b
v = V(1, 2); print(v.a, v.b, v.__dict__); err(V, 1, 'x')
class Temp:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "doc of c"
        return self._c
    @c.setter
    def c(self, v): self._c = v
    @c.deleter
    def c(self): self._c = None
class Temp2(Temp):
    @Temp.c.getter
    def c(self): return 'sub %s' % self._c
t = Temp(); t.c = 5; print(t.c, Temp.c.__doc__); del t.c; print(t.c); t = Temp2(); t.c = 6; print(t.c)
class lazy:
    def __init__(self, f): self.f = f; self.n = f.__name__
    def __get__(self, o, t):
        if o is None: return self
        v = o.__dict__[self.n] = self.f(o); return v
class L:
    @lazy
    def val(self): print('computing'); return 42
l = L(); print(l.val, l.val)
def deco(cls): cls.extra = 'x'; return cls
@deco
class K: pass
print(K.extra)
class Outer:
    class Inner:
        def who(self): return __class__.__qualname__
    def mk(self):
        class Local: pass
        return Local
print(Outer.Inner().who(), Outer().mk().__qualname__, Outer.Inner.__qualname__)
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); Base.subs.append((cls.__name__, tag))
class S1(Base, tag='t'): pass
class S2(S1): pass
print(Base.subs)
class Proxy:
    def __init__(self, t): object.__setattr__(self, 't', t)
    def __getattr__(self, n): return getattr(self.t, n)
    def __setattr__(self, n, v): setattr(self.t, n, v)
p = Proxy(A()); p.z = 1; print(p.z, p.f(), p.t.__dict__)
class Money(int):
    def __new__(cls, v, cur='E'): o = int.__new__(cls, v); o.cur = cur; return o
    def __add__(self, o): return Money(int(self) + int(o), self.cur)
    def __repr__(self): return f'{int(self)}{self.cur}'
print(Money(5, 'X') + 3, sum([Money(1), Money(2)], Money(0, 'Z')), Money(3) * 2, {Money(3): 1}[3], Money(10) > 3, str(Money(4)), f'{Money(4)}', '%d' % Money(4))
class CI(dict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
    def __contains__(self, k): return super().__contains__(k.lower())
    def get(self, k, d=None): return super().get(k.lower(), d)
c = CI(); c['AbC'] = 1; print(c['ABC'], 'aBc' in c, c.get('abC'), c, len(c), list(c)); err(lambda: c['q'])
class Stack(list):
    def push(self, x): self.append(x)
    def __getitem__(self, i): return 'item %r' % list.__getitem__(self, i)
    def __iter__(self): return reversed(list(super().__iter__()))
s = Stack([1]); s.push(2); print(s, s[0], s[-1], list(s), len(s), s == [1, 2], s + [3], type(s + [3]), s * 2, type(s[:]))
import abc
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    def desc(self): return f'{self.name} {self.area()}'
class Sq(Shape):
    name = 'sq'
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
err(Shape); print(Sq(3).desc(), isinstance(Sq(1), Shape))
class Half(Shape):
    def area(self): return 1
err(Half)
@Shape.register
class Foreign: pass
print(issubclass(Foreign, Shape), isinstance(Foreign(), Shape))
class Ctx:
    def __init__(self, n): self.n = n
    def __enter__(self): print('in', self.n); return self
    def __exit__(self, *a): print('out', self.n, a[0] and a[0].__name__); return self.n == 2
with Ctx(1) as a, Ctx(2) as b: raise KeyError
class NoExit:
    def __enter__(self): pass
def f():
    with NoExit(): pass
err(f)
def f():
    with 5: pass
err(f)
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration('done')
        self.n -= 1; return self.n
print(list(It(3)), [*It(2)], sum(It(4)), dict(zip(It(2), 'ab')), max(It(3)), 1 in It(3), tuple(It(2)), sorted(It(3)))
a, *b = It(4); print(a, b)
it = iter(It(1)); print(next(it), next(it, 'def')); err(next, it)
def g():
    r = yield from It(2); print('r', r)
print(list(g()))
class Idx:
    def __index__(self): return 2
print([1, 2, 3][Idx()], 'abc'[Idx()], range(10)[Idx()], [0] * Idx(), hex(Idx()), bin(Idx()), [1, 2, 3][:Idx()], int(Idx()), float(Idx()), chr(Idx()) == '\x02', (1,) * Idx(), 1 << Idx().__index__())
class Fmt:
    def __format__(self, s): return 'F(%s)' % s
    def __str__(self): return 'S'
    def __repr__(self): return 'R'
print(f'{Fmt()} {Fmt():x} {Fmt()!r} {Fmt()!s:>3} {[Fmt()]}', '%s %r' % (Fmt(), Fmt()), '{} {:y} {!r}'.format(Fmt(), Fmt(), Fmt()), str(Fmt()), format(Fmt(), 'z'))
err(lambda: f'{A():x}'); err(lambda: format(A(), 5))
class Cmp:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return hash(self.v)
print([x.v for x in sorted([Cmp(3), Cmp(1), Cmp(2)])], min(Cmp(2), Cmp(1)).v, len({Cmp(1), Cmp(1), Cmp(2)}), Cmp(1) in [Cmp(1)], [Cmp(1)].index(Cmp(1)), Cmp(1) != Cmp(2), Cmp(3) > Cmp(2))
err(lambda: Cmp(1) <= Cmp(2)); err(lambda: Cmp(1) == 5)
try:
    class Bad:
        x = undefined
except NameError as e: print(e)
class Outer2:
    y = 5
    z = [1 for _ in range(y)]
    def m(self, q=y): return q
print(Outer2.z, Outer2().m())
class P1:
    __slots__ = ['a', '__dict__']
p = P1(); p.a = 1; p.b = 2; print(p.a, p.b, p.__dict__)
class P2: __slots__ = 'single'
p = P2(); p.single = 3; print(p.single)
def f():
    class X: __slots__ = ('a',); a = 1
err(f)
def f():
    class X: __slots__ = (1,)
err(f)
def f():
    class X: __slots__ = ('a b',)
err(f)
def f():
    class X(int): __slots__ = ('a',)
err(f)
class Priv:
    __slots__ = ('__x',)
    def __init__(self): self.__x = 4
    def get(self): return self.__x
print(Priv().get(), Priv._Priv__x)
class Pv:
    def __init__(self): self.__h = 1
    def __m(self): return self.__h
    def go(self): return self.__m()
print(Pv().go(), Pv().__dict__)
print(type.__call__(A) is not None, type.mro(D) == list(D.__mro__), object.__reduce__ is not None if hasattr(object, '__reduce__') else True)
x = A(); x.f = lambda: 'inst'; print(x.f()); del x.f; print(x.f())
A.f = lambda self: 'patched'; print(x.f())
B.__add__ = lambda s, o: 'added'; print(B() + 1); del B.__add__; err(lambda: B() + 1)
A.__len__ = lambda s: 7; print(len(D()), bool(D())); del A.__len__; err(lambda: len(D()))
A.__call__ = lambda s, *a: a; print(D()(1, 2)); A.__getattr__ = lambda s, n: n; print(D().foo); del A.__getattr__; err(lambda: D().foo)
A.__eq__ = lambda s, o: True; print(D() == 1)
print(D.__dict__.get('f').__qualname__, vars(D)['__module__'], '__dict__' in A.__dict__, '__weakref__' in A.__dict__ or True)
print(isinstance(type, object), isinstance(object, type), type(type), type(object), issubclass(type, object))
print(int.__mro__, bool.__bases__, type(None), type(...), type(NotImplemented), type(len), type([].append), type(list.append), type(A.f), type(x.f), type(lambda: 0), type(i for i in []), type(A), type(type(x).__dict__))
print(callable(A), callable(x), callable(5), callable(len))
def annot(a: int, b: 'str' = 1, *c: list, d: dict = None, **e: set) -> tuple: pass
print(annot.__annotations__)
class An:
    a: int = 1
    b: str
print(An.__annotations__)
print(getattr(x, 'nope', 'dflt'), hasattr(x, 'f'), hasattr(x, 'nope')); setattr(x, 'dyn', 1); print(x.dyn, getattr(x, 'd' + 'yn')); delattr(x, 'dyn'); err(delattr, x, 'dyn')
