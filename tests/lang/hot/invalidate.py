# Things a trace may have assumed, changed while it runs.
class A:
    k = 1
    def m(self): return 1
def class_constant(n):
    a = A()
    s = 0
    for i in range(n):
        s += a.k
        if i % 1000 == 999:
            A.k += 1
    return s
print(class_constant(5000))
def via_setattr(n):
    a = A()
    s = 0
    for i in range(n):
        s += a.m()
        if i == 2000:
            setattr(A, "m", lambda self: 2)
        if i == 3000:
            type.__setattr__(A, "m", lambda self: 3)
    return s
print(via_setattr(4000))
class Base:
    def v(self): return 1
class Mid(Base): pass
class Leaf(Mid): pass
def base_change(n):
    o = Leaf()
    s = 0
    for i in range(n):
        s += o.v()
        if i == 1000: Mid.v = lambda self: 10
        if i == 2000: Base.v = lambda self: 100
        if i == 3000: del Mid.v
    return s
print(base_change(4000))
def add_special(n):
    class V:
        pass
    o = V()
    c = 0
    for i in range(n):
        try:
            c += o + 1
        except TypeError:
            c += 1
        if i == n // 2:
            V.__add__ = lambda self, k: 1000
    return c
print(add_special(2000))
def add_eq(n):
    class V: pass
    a, b = V(), V()
    c = 0
    for i in range(n):
        c += a == b
        if i == n // 2: V.__eq__ = lambda s, o: True
    return c
print(add_eq(2000))
def add_bool(n):
    class V: pass
    v = V()
    c = 0
    for i in range(n):
        if v: c += 1
        if i == n // 2: V.__bool__ = lambda s: False
    return c
print(add_bool(2000))
def add_property(n):
    class V:
        def __init__(self): self.p = 1
    v = V()
    c = 0
    for i in range(n):
        c += v.p
        if i == n // 2: V.p = property(lambda s: 100)
    return c
print(add_property(2000))
def add_getattribute(n):
    class V:
        def __init__(self): self.p = 1
    v = V()
    c = 0
    for i in range(n):
        c += v.p
        if i == n // 2: V.__getattribute__ = lambda s, name: 50
    return c
print(add_getattribute(2000))
def inner(): return 1
def change_code(n):
    s = 0
    for i in range(n):
        s += inner()
        if i == n // 2: inner.__code__ = (lambda: 7).__code__
    return s
print(change_code(2000))
def dflt(x=1): return x
def change_defaults(n):
    s = 0
    for i in range(n):
        s += dflt()
        if i == n // 2: dflt.__defaults__ = (5,)
    return s
print(change_defaults(2000))
def instance_shadow(n):
    a = Base()
    s = 0
    for i in range(n):
        s += a.v()
        if i == n // 2: a.v = lambda: 3
    return s
Base.v = lambda self: 1
print(instance_shadow(2000))
import math
def change_module(n):
    s = 0
    saved = math.sqrt
    for i in range(n):
        s += math.sqrt(4)
        if i == n // 2: math.sqrt = lambda x: 100
    math.sqrt = saved
    return s
print(change_module(2000))
def callee_changes_class(n):
    class T:
        f = 1
    def touch(i):
        if i == 1500:
            T.f = "changed"
        return i
    t = T()
    out = []
    for i in range(n):
        touch(i)
        if t.f != 1:
            out.append(t.f)
            break
    return i, out
print(callee_changes_class(3000))
def isinst(n):
    class P: pass
    class Q(P): pass
    objs = [P(), Q(), 1, "x"]
    c = 0
    for i in range(n):
        o = objs[i % 4]
        if isinstance(o, P): c += 1
        if isinstance(o, (int, str)): c += 10
        if type(o) is Q: c += 100
        if issubclass(type(o), P): c += 1000
        if i == n // 2: objs[0].__class__ = Q
    return c
print(isinst(2000))
def dict_of_functions(n):
    ops = {"a": lambda x: x + 1, "b": lambda x: x - 1}
    v = 0
    for i in range(n):
        v = ops["ab"[i % 2]](v)
        if i == n // 2: ops["a"] = lambda x: x + 100
    return v
print(dict_of_functions(2000))
