# Generators: laziness, state, return values, StopIteration.
def count(n):
    print("start")
    i = 0
    while i < n:
        yield i
        i += 1
    print("end")
    return "result"
g = count(2)
print("made", type(g).__name__)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as e:
    print("StopIteration", e.value)
print(next(g, "default"), list(g))
print(list(count(3)))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
def take(n, it):
    out = []
    for x in it:
        if n <= 0:
            break
        n -= 1
        out.append(x)
    return out
print(take(15, fib()))
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
print(take(20, primes()))
def chain(*its):
    for it in its:
        for x in it:
            yield x
print(list(chain("ab", [1], range(2), (x for x in "z"))))
def empty():
    return
    yield
print(list(empty()), sum(x * x for x in range(5)), max((x for x in [3, 9, 2]), default=0), tuple(i for i in "ab"), dict((k, 1) for k in "ab"), ",".join(str(i) for i in range(3)), sorted(x % 3 for x in range(5)))
e = (print("evaluated", x) for x in [1, 2])
print("lazy")
list(e)
def src():
    print("source evaluated")
    return [1, 2]
g = (x for x in src())
print("after creation")
print(list(g), list(g))
try:
    (x for x in 5)
except TypeError as e:
    print("TypeError:", e)
g = (x / 0 for x in [1])
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
print(list(g))
def raiser():
    yield 1
    raise ValueError("inside")
g = raiser()
print(next(g))
try:
    next(g)
except ValueError as e:
    print("ValueError", e)
print(next(g, "finished"))
def stops():
    yield 1
    raise StopIteration("leaks")
try:
    list(stops())
except RuntimeError as e:
    print("RuntimeError:", e, repr(e.__cause__))
def inner_next():
    yield next(iter([]))
try:
    list(inner_next())
except RuntimeError as e:
    print("RuntimeError:", e)
def reenter():
    yield next(me)
me = reenter()
try:
    next(me)
except ValueError as e:
    print("ValueError:", e)
print([a + b for a, b in zip(fib(), count(4))])
def walk(t):
    if isinstance(t, list):
        for x in t:
            yield from walk(x)
    else:
        yield t
print(list(walk([1, [2, [3, [4]], 5], [], [[6]]])))
a = [1, 2, 3]
g = (x for x in a)
a.append(4)
print(list(g))
n = 10
g = (x * n for x in range(3))
n = 100
print(list(g))
def locals_in_gen():
    x = 1
    def bump():
        nonlocal x
        x += 1
    for _ in range(3):
        yield x
        bump()
print(list(locals_in_gen()))
def two():
    g = fib()
    h = fib()
    next(h)
    return [(next(g), next(h)) for _ in range(4)]
print(two())
def nested_yield():
    x = yield
    print("got", x)
    y = (yield x) + (yield 2)
    print("sum", y)
g = nested_yield()
print(next(g), g.send("a"), g.send(10))
try:
    g.send(5)
except StopIteration:
    print("stop")
print(g.gi_frame, count.__name__, count(1).__name__, hasattr(g, "send"), iter(g) is g)
gens = [count for _ in range(2)]
print([list(take(2, f())) for f in (fib, primes)])
lambda_gen = lambda: (yield 5)
print(list(lambda_gen()))
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self):
        for i in range(self.n):
            yield i * 10
print(list(Iter(3)), [x for x in Iter(2)], sum(Iter(4)), list(zip(Iter(2), Iter(3))), 10 in Iter(2))
