# Which operand is asked, and what is said when neither knows; special methods called by name.
def err(f, /, *a, **k):
    try:
        print('ok', f(*a, **k))
    except BaseException as e:
        print(type(e).__name__, e)
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return ('add', self.v, o) if not isinstance(o, N) else ('addN', self.v, o.v)
    def __radd__(self, o): return ('radd', self.v, o)
    def __iadd__(self, o): self.v += o; return self
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return ('rsub', o)
    def __eq__(self, o): return isinstance(o, N) and o.v == self.v
    def __lt__(self, o): return self.v < o.v
    def __neg__(self): return 'neg'
    def __invert__(self): return 'inv'
    def __pos__(self): return 'pos'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __rpow__(self, o): return ('rpow', o)
    def __matmul__(self, o): return 'matmul'
    def __divmod__(self, o): return 'divmod'
    def __abs__(self): return 'abs'
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __index__(self): return 3
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __hash__(self): return 5
    def __format__(self, s): return 'fmt:' + s
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
    def __bool__(self): return False
    def __reversed__(self): return 'rev'
    def __contains__(self, x): return x == 1
n = N(1)
print(n + 2, 2 + n, n + n, n - 1 if False else 0, 1 - n, -n, ~n, +n, n ** 2, 2 ** n, pow(n, 2, 5), n @ 1, divmod(n, 1), abs(n))
n += 5; print(n.v)
err(lambda: n - 1); err(lambda: n - n)
print(n == N(6), n != N(6), n != 3, n < N(7), n > N(3), hash(n), int(n), float(n), [0,1,2,3][n], round(n), round(n, 2), f'{n:abc}', format(n), n[1:2], n[1, 2], bool(n), not n, reversed(n), 1 in n, 2 not in n)
err(lambda: n <= N(3))
n[1] = 2; del n[3]
class Base:
    def __add__(self, o): return 'Base.add'
    def __radd__(self, o): return 'Base.radd'
class Derived(Base):
    def __radd__(self, o): return 'Derived.radd'
class Derived2(Base): pass
print(Base() + Derived(), Base() + Derived2(), Derived() + Base(), 1 + Base(), [] + Base(), 'a' + Base(), (1,) + Base())
class LS(list):
    def __add__(self, o): return 'LS.add'
    def __radd__(self, o): return 'LS.radd'
print([1] + LS(), LS() + [1])
for op in ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@', '<', '>', '<=', '>=']:
    for a, b in [(1, 'a'), ('a', 1), ([], 1), (1, None), (None, None), ({}, {}), (1.5, 'x'), ((), []), ('a', b'b'), (object, 1)]:
        try: r = eval('a %s b' % op)
        except TypeError as e: r = str(e)
        except Exception as e: r = type(e).__name__ + str(e)
        print(op, r)
for op in ['+=', '-=', '*=', '/=', '//=', '%=', '**=', '<<=', '>>=', '&=', '|=', '^=', '@=']:
    a = None
    try: exec('a %s 1' % op)
    except TypeError as e: print(e)
for v in ['a', None, [], {}, 1.5]:
    for op in '-+~':
        try: print(eval(op + 'v'))
        except TypeError as e: print(e)
for v in [1, None, 1.5, len, int, object()]:
    for f in (len, iter, next, reversed, lambda v: v[0], lambda v: 1 in v, lambda v: v(), lambda v: [*v], lambda v: {**v}, sorted, sum, min):
        try: f(v); 
        except Exception as e:
            m = str(e)
            if ' at 0x' not in m: print(type(e).__name__, m)
err(lambda: 'a' * 'b'); err(lambda: [1] * 1.5); err(lambda: 1.5 * 'x'); err(lambda: [] * []); err(lambda: {} * [])
err(lambda: pow(2, 3, 'x')); err(lambda: pow(2.0, 3, 5)); err(lambda: pow('a', 2)); err(lambda: pow(2, -1, 7)); err(lambda: divmod(1, 'a')); err(lambda: divmod('a', 1))
class C:
    def __eq__(self, o): return NotImplemented
print(C() == C(), C() != C(), C() == 1)
c = C(); print(c == c, c != c)
class Z:
    def __lt__(self, o): return 'lt'
    def __gt__(self, o): return 'gt'
print(Z() < 1, 1 < Z(), Z() > 1, Z() < Z())
x = [1, 2]; y = x; y += (3,); print(x); 
err(lambda: x.__iadd__(5))
print((5).__add__(3), (5).__add__('x'), (5).__radd__(2), [1].__add__([2]), 'a'.__mul__(3), (1.5).__lt__(2), {}.__len__(), 'abc'.__contains__('b'), [3].__getitem__(0), (1).__eq__(1), (1).__eq__('a'), object().__eq__(1))
print(int.__add__(1, 2), list.__len__([1]), str.upper('a'), dict.get({1: 2}, 1), int.__new__(int, 5), object.__new__(object) is not None)
