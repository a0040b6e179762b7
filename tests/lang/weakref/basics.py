"""References and proxies: identity, order, callbacks, death, what accepts them, messages."""
import gc
from _weakref import ref, proxy, getweakrefcount, getweakrefs, ReferenceType, ProxyType, CallableProxyType


class A:
    def __init__(self, n=0):
        self.n = n

    def __repr__(self):
        return "A(%d)" % self.n

    def double(self):
        return self.n * 2


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def life():
    a = A(1)
    r = ref(a)
    p = proxy(a)
    seen = []
    s = ref(a, lambda dead: seen.append((dead is s, dead())))
    t = ref(a, lambda dead: seen.append("t"))
    print(r() is a, ref(a) is r, proxy(a) is p, s is r, r == s, hash(r) == hash(a), ref is ReferenceType)
    print(getweakrefcount(a), [x is y for x, y in zip(getweakrefs(a), [r, p, t, s])], a.__weakref__ is r)
    print(r.__callback__, s.__callback__ is not None, type(r), type(p))
    del a
    gc.collect()
    print(r(), s(), t(), seen, s.__callback__, r == ref(A(1)), r == r, r != s)
    attempt(lambda: p.n)
    attempt(hash, s)
    print(hash(r) == hash(r), repr(r).endswith("; dead>"), "NoneType" in repr(p))


life()


def forgotten_reference():
    """The callback of a reference that is dead itself is not called."""
    a = A(2)
    ref(a, print)
    gc.collect()
    print(getweakrefcount(a))
    del a
    gc.collect()


forgotten_reference()


class Extended(ref):
    __slots__ = ("key",)

    def __new__(cls, target, callback, key):
        return super().__new__(cls, target, callback)

    def __init__(self, target, callback, key):
        super().__init__(target, callback)
        self.key = key


def derived():
    a = A(3)
    e = Extended(a, None, "k")
    print(e.key, e() is a, e is ref(a), ref(a) is ref(a), e == ref(a))
    attempt(setattr, e, "other", 1)

    class WithDict(ref):
        def __init__(self, target, callback=None, **extra):
            super().__init__(target, callback)
            self.extra = extra

    w = WithDict(a, None, x=1)
    print(w.extra, w())


derived()


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return ("add", self.n, other)

    def __radd__(self, other):
        return ("radd", self.n, other)

    def __iadd__(self, other):
        return ("iadd", self.n, other)

    def __len__(self):
        return self.n

    def __getitem__(self, key):
        return ("item", key)

    def __contains__(self, item):
        return item == self.n

    def __iter__(self):
        return iter([self.n])

    def __neg__(self):
        return -self.n

    def __call__(self, *args, **keywords):
        return args, keywords

    def __index__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other

    def __str__(self):
        return "number"

    def __bytes__(self):
        return b"bytes"

    def __divmod__(self, other):
        return ("divmod", other)


def proxies():
    n = Number(3)
    p = proxy(n)
    print(p + 1, 1 + p, len(p), p["k"], 3 in p, 4 in p, list(p), -p, p(1, b=2), [0, 1, 2, 3][p], p == 3, p != 3)
    print(str(p), bytes(p), divmod(p, 2), bool(p), isinstance(p, Number), type(p) is CallableProxyType)
    p.extra = 5
    print(n.extra, p.__class__ is Number)
    del p.extra
    attempt(lambda: n.extra)
    attempt(hash, p)
    q = p
    q += 1
    print(q)
    attempt(proxy(A(1).__class__), 7)
    keep = A(4)
    attempt(proxy(keep))
    attempt(next, proxy(keep))
    attempt(float, p)


proxies()

print("-- what accepts references")


def generator():
    yield


class Slots:
    __slots__ = ()


class WeakSlots:
    __slots__ = ("__weakref__", "x")


class SubSlots(WeakSlots):
    __slots__ = ("y",)


class Dict(dict):
    pass


class Int(int):
    pass


class Str(str):
    pass


class Tuple(tuple):
    pass


for value in [A, A(), len, generator, generator(), {1}, frozenset({1}), A().double, gc, memoryview(b""), Dict(), Str(),
              WeakSlots(), SubSlots(), ref, generator.__code__, Exception, print, object, object(), 1, 1.5, "s", b"b",
              (), [], {}, None, Slots(), Int(), Tuple(), range(3), slice(1), ValueError(), property(), ref(A)]:
    try:
        ref(value)
        print("yes", type(value).__name__)
    except TypeError as error:
        print(error)

print("-- class layout")


def declare(text):
    try:
        exec(text, globals())
        print("declared")
    except TypeError as error:
        print(error)


declare("class X(A): __slots__ = ('__weakref__',)")
declare("class X: __slots__ = ('__weakref__', '__weakref__')")
declare("class X(int): __slots__ = ('x',)")
declare("class X(Slots): __slots__ = ('__weakref__',)")
declare("class X(ProxyType): pass")
print("__weakref__" in A.__dict__, "__weakref__" in Dict.__dict__, "__weakref__" in Int.__dict__, A.__dict__["__weakref__"])
attempt(setattr, A(), "__weakref__", 1)

print("-- messages")
attempt(ref)
attempt(ref, A, None, 1)
attempt(ref, A, callback=1)
attempt(ref(A), 1)
attempt(proxy)
attempt(proxy, 1)
attempt(lambda: ref(A) < ref(A))
