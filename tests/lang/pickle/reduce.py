"""What objects say they are made of: __reduce_ex__, __getstate__, and copy on top of it."""
import copyreg, copy, sys
class P:
    def __init__(s, x): s.x = x
    def __eq__(s, o): return type(s) is type(o) and s.x == o.x
class S:
    __slots__ = ('a','b')
class L(list): pass
class D(dict): pass
class I(int): pass
class N:
    def __new__(cls, *a, **k): 
        s = object.__new__(cls); s.k = (a, k); return s
    def __getnewargs_ex__(self): return (1,), {'z': 2}
class G:
    def __getstate__(self): return {'q': 1}
    def __setstate__(self, st): self.st = st
p = P([1]); s = S(); s.a = 1
l = L([1, 2]); l.t = 3
d = D(a=1); i = I(5); i.n = 2
for v in (p, s, l, d, i, N(), G(), {1}, frozenset({2}), bytearray(b'x'), range(3), slice(1), ValueError(1), object()):
    r = v.__reduce_ex__(4)
    print(type(v).__name__, r[0].__name__, r[1] , *[list(x) if hasattr(x, '__next__') else x for x in r[2:]]) if type(v) is not P else print(r[2])
    c = copy.copy(v)
    print(type(c) is type(v))
print(copy.deepcopy(p) == p, copy.deepcopy(p).x is p.x, copy.copy(p).x is p.x, copy.copy(G()).st, copy.copy(N()).k)
q = copy.copy(s); print(q.a, hasattr(q, 'b'))
for bad in ((x for x in ()),):
    try: bad.__reduce_ex__(2)
    except TypeError as e: print(e)
print(p.__getstate__(), s.__getstate__(), object().__getstate__())


# A bound method is the attribute of its object; copies of it are bound to copies.
class Bound:
    def __init__(self, n):
        self.n = n

    def get(self):
        return self.n


bound = Bound([1]).get
function, (owner, name) = bound.__reduce__()
print(function is getattr, owner is bound.__self__, name)
shallow, deep = copy.copy(bound), copy.deepcopy(bound)
print(shallow is bound, deep() == [1], deep() is bound())
