"""CPython's functools: caches, wraps, orderings, dispatch, cached properties, partial methods."""
import functools
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(100), fib.cache_info(), fib.__name__, fib.__wrapped__.__name__, fib.cache_parameters())
@functools.cache
def g(x): return x
print(g(1), g(1), g.cache_info())
@functools.wraps(g)
def h(): "doc"
print(h.__name__, h.__wrapped__ is g)
@functools.total_ordering
class T:
    def __init__(s, n): s.n = n
    def __lt__(s, o): return s.n < o.n
    def __eq__(s, o): return s.n == o.n
print(T(1) <= T(2), T(3) > T(2), T(1) >= T(2))
@functools.singledispatch
def kind(x): return "object"
@kind.register
def _(x: int): return "int"
@kind.register(list)
def _(x): return "list"
print(kind(1), kind([]), kind("a"), kind(True), kind.dispatch(bool)(1))
class C:
    @functools.cached_property
    def v(self):
        print("computed")
        return 5
    @functools.singledispatchmethod
    def m(self, a): return "any"
    @m.register
    def _(self, a: str): return "str"
    p = functools.partialmethod(lambda self, a, b: (a, b), 1)
c = C()
print(c.v, c.v, c.m(1), c.m("s"), c.p(2))
print(functools.reduce(lambda a, b: a * b, range(1, 6)), sorted("bca", key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b))))

