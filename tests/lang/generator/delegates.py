# throw() through delegates gets what was given; StopIteration inside a delegate ends it.
class D:
    def __iter__(s): return s
    def __next__(s): return 1
    def throw(s, *a): print("throw", a); return 9
def g(): 
    r = yield from D()
x=g(); next(x); print(x.throw(123)); print(x.throw(123, 4)); 
def h():
    try: yield from [1,2]
    except Exception as e: print("caught", repr(e))
    yield 5
x=h(); next(x)
try: x.throw(123)
except TypeError as e: print(e)
print(next(x))
def k(n):
    if n == 2: raise StopIteration(77)
    return n
def m():
    r = yield from map(k, range(5))
    print("r", r)
print(list(m()))
