"""Builtins that take items of a generator: what they give, raise and leave behind."""
def g(n, log=None):
    for i in range(n):
        if log is not None: log.append(i)
        yield i
print(sum(x*x for x in range(10)), sum(x*0.5 for x in range(10)), sum(g(5)), sum((x for x in (1,2.5,True))), sum(g(0)))
print(any(x>3 for x in range(10)), all(x<3 for x in range(10)), any(g(1)), all(g(0)), all(x for x in ("a","",3)))
print(max(g(5)), min(-x for x in range(4)), max(str(x) for x in range(12)))
for f in (max,min):
    try: f(x for x in ())
    except ValueError as e: print(e)
print(list(g(4)), tuple(g(3)), sorted(set(x%3 for x in range(10))), sorted(-x for x in range(4)), "-".join(str(x) for x in range(4)))
l=[1]; print(l.extend(g(3)), l)
a=g(3)
print(next(a), next(a), a.send(None), next(a,'end'))
try: next(a)
except StopIteration as e: print('stop', e.value)
def r():
    x = yield 1
    print('got', x)
    y = yield 2
    print('got', y)
    return 'done'
b=r(); print(next(b)); print(b.send('a'))
try: b.send('b')
except StopIteration as e: print('stop', e.value)
try: b.send('b')
except StopIteration as e: print('stop', e.value)
c=r()
try: c.send(5)
except TypeError as e: print(e)
def bad(n):
    for i in range(n):
        if i==3: raise KeyError(i)
        yield i
import traceback
for f in (sum,list,any,max,",".join,set):
    try: f(bad(5) if f is not ",".join else (str(x) for x in bad(5)))
    except KeyError: print("KeyError", f is sum)
l=[]
try: l.extend(bad(5))
except KeyError: print(l)
def stop():
    yield 1
    raise StopIteration
try: sum(stop())
except RuntimeError as e: print(e)
def selfish():
    yield 1
    yield sum(me)
me=selfish()
try: print(list(me))
except ValueError as e: print(e)
class A:
    def __init__(self, v): self.v=v
    def __radd__(self, o):
        print('radd', o, gen.gi_running, next(gen, None)); return 100
    def __add__(self, o): print('add', o); return 7
    def __bool__(self): print('bool', self.v); return self.v > 1
    def __lt__(self, o): return self.v<o.v
    def __gt__(self, o): return self.v>o.v
    def __hash__(self): print('hash', self.v); return self.v
gen=(x for x in [1, A(1), 5, 6, 7])
print(sum(gen))
print(any(A(x) for x in range(4)), all(A(3-x) for x in range(4)))
print(max(A(x) for x in range(4)).v, len(set(A(x) for x in range(3))))
try: sum(x for x in ['a'])
except TypeError as e: print(e)
try: print(sum((x for x in [[1]]), []))
except TypeError as e: print(e)
try: ','.join(x for x in [1])
except TypeError as e: print(e)
try: set([x] for x in g(2))
except TypeError as e: print(e)
def walk(n):
    if n: 
        yield from walk(n-1)
        yield n
        yield from (x for x in [10,20])
        yield from [7]
print(sum(walk(5)), list(walk(2)))
log=[]
print(any(x==2 for x in g(10,log)), log)
it=g(10); print(any(x==2 for x in it), next(it), list(it))
q=g(10); print(any(q), next(q))
print(sum(sum(y for y in range(x)) for x in range(5)))
print(sum(2**49 for _ in range(10)), max(x for x in (1, 2.0, 3)), min(x for x in (True, 0)))
import sys
def deep(n): return n if n==0 else next(deep2(n))
def deep2(n): yield deep(n-1)
print(deep(50))
try: deep(10**6)
except RecursionError as e: print('rec')
def ctx():
    try:
        yield 1
        yield 2
    finally: print('fin')
z=ctx(); print(any(z)); z.close()
try:
    try: 1/0
    except ZeroDivisionError: print(sum(x for x in [1,2]), list(bad(5)))
except KeyError as e: print(type(e.__context__))
print([*(x for x in range(3))], {**{}}, dict((x,x) for x in range(3)), frozenset(x for x in range(2)), bytes(x for x in range(3)))
print("".join(x for x in "abc"), str.join("-", (x for x in "abc")))
class L(list):
    def append(self,x): print('no')
l=L(); l.extend(x for x in range(3)); print(l, L(x for x in range(2)))
def tb():
    yield 1
    yield 1/0
try: next(tb()); t=tb(); next(t); next(t)
except ZeroDivisionError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
def fr():
    f=sys._getframe(); yield f.f_back.f_code.co_name
def outer(): return list(fr())+[next(fr())]
print(outer())
