"""partial, reduce, cmp_to_key and the lru_cache wrapper (_functools)."""
from _functools import *
from _functools import _lru_cache_wrapper as L
print(reduce(lambda a,b:a*b,[1,2,3,4]), reduce(lambda a,b:a+b, [], 5))
for f in (lambda: reduce(1,2), lambda: reduce(max, []), lambda: partial(), lambda: partial(1), lambda: cmp_to_key(), lambda: reduce(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p=partial(int,base=2)
print(p('101'), p.func, p.args, p.keywords, p)
p.x=5
print(p.x, p.__dict__, p.__reduce__())
q=partial(p, '1')
print(q.args, q.func is p)
q=partial(partial(print,1,a=2),3,sep='-')
print(q.args,q.keywords)
class P(partial): pass
print(P(print,1).args, repr(P(print,1)))
print(sorted([3,1,2], key=cmp_to_key(lambda a,b:b-a)))
K=cmp_to_key(lambda a,b:a-b)
k=K(3)
print(k.obj,k<K(4),k==K(3),k>=K(4))
try: hash(k)
except TypeError as e: print(e)
try: k<3
except TypeError as e: print(e)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
fib=L(fib,None,False,lambda *a:a)
print(fib(80), fib.cache_info())
@lambda f: L(f,2,False,lambda *a:a)
def f(*a,**k):
    print('call',a,k); return len(a)
f(1);f(2);f(1);f(3);f(2);f(1,x=2);f(1,x=2);f(1,2);f(1,2);f([1][0]);f()
print(f.cache_info()); f.cache_clear(); print(f.cache_info())
try: f([])
except TypeError as e: print(e)
class A:
    @lambda f: L(f,2,True,lambda *a:a)
    def m(self,x): print('m',x); return x
a=A(); a.m(1);a.m(1.0);a.m(1);a.m(True)
print(A.m.cache_info())
f.z=3
print(f.z, f.__dict__)
def g(): return g()
g=L(g,None,False,int)
def rec(n): return rec(n+1)
rec=L(rec,10,False,int)
try: rec(0)
except RecursionError as e: print(e)
s=partial(print)
s.__setstate__((print,(s,),{},{}))
print(repr(s).count('...'), partial[int])
try: p.func=3
except AttributeError as e: print(e)
