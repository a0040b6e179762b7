# send, throw, close, yield from.
def echo():
    r = None
    while True:
        try:
            r = yield r
            if r == "stop":
                return "bye"
        except ValueError as e:
            r = "caught " + str(e)
        except GeneratorExit:
            print("closing")
            raise
g = echo()
print(next(g), g.send(1), g.send("x"), g.throw(ValueError("v")), g.throw(ValueError), g.send(2))
try:
    g.send("stop")
except StopIteration as e:
    print("return", e.value)
g = echo()
next(g)
print(g.close(), g.close())
try:
    g.send(1)
except StopIteration as e:
    print("closed", e.value)
g = echo()
try:
    g.send(5)
except TypeError as e:
    print("TypeError:", e)
print(g.send(None))
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("KeyError", e)
print(next(g, "dead"))
def fresh():
    print("never runs")
    yield 1
g = fresh()
try:
    g.throw(RuntimeError("before start"))
except RuntimeError as e:
    print(e)
print(list(g))
g = fresh()
g.close()
print(list(g))
def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
g = ignores()
next(g)
try:
    g.close()
except RuntimeError as e:
    print("RuntimeError:", e)
def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
for x in cleanup():
    print(x)
g = cleanup()
next(g)
g.close()
def inner():
    x = yield "i1"
    print("inner got", x)
    try:
        y = yield "i2"
    except ValueError as e:
        print("inner caught", e)
        y = yield "i3"
    return (x, y)
def outer():
    r = yield from inner()
    print("inner returned", r)
    r2 = yield from [10, 20]
    print("list returned", r2)
    return "outer done"
g = outer()
print(next(g), g.send("A"), g.throw(ValueError("t")), g.send("B"), next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
def deleg():
    yield from inner()
g = deleg()
next(g)
g.close()
print("closed through")
g = deleg()
next(g)
try:
    g.throw(KeyError, "x")
except KeyError as e:
    print("KeyError", e)
def retval():
    return 5
    yield
def collect():
    a = yield from retval()
    b = yield from ()
    c = yield from "xy"
    return a, b, c
g = collect()
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("it value")
        return self.n
def from_it():
    r = yield from It()
    print("r", r)
    try:
        yield from It()
    except AttributeError as e:
        print("AttributeError:", e)
g = from_it()
print(next(g), next(g), next(g))
try:
    g.send(5)
    print("sent")
except StopIteration:
    print("stop")
except AttributeError as e:
    print("AttributeError:", e)
try:
    def bad():
        yield from 5
    list(bad())
except TypeError as e:
    print("TypeError:", e)
def averager():
    total, n, avg = 0, 0, None
    while True:
        v = yield avg
        if v is None:
            return total, n
        total += v
        n += 1
        avg = total / n
def manage(results):
    while True:
        results.append((yield from averager()))
res = []
m = manage(res)
next(m)
print([m.send(v) for v in (10, 20, 60)], m.send(None), m.send(5), m.send(None), res)
def pipeline():
    def source(n):
        for i in range(n):
            yield i
    def square(it):
        for x in it:
            yield x * x
    def odd(it):
        for x in it:
            if x % 2:
                yield x
    return sum(odd(square(source(50))))
print(pipeline())
def coroutine(name, n):
    for i in range(n):
        yield f"{name}{i}"
def round_robin(*gs):
    q = list(gs)
    out = []
    while q:
        g = q.pop(0)
        try:
            out.append(next(g))
        except StopIteration:
            continue
        q.append(g)
    return out
print(round_robin(coroutine("a", 2), coroutine("b", 4), coroutine("c", 1)))
def context():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield 1
        try:
            raise KeyError
        except KeyError as e:
            yield repr(e.__context__)
print(list(context()))
def finally_return():
    try:
        yield 1
    finally:
        return 2
g = finally_return()
next(g)
print(g.close())
try:
    g = finally_return()
    next(g)
    g.throw(ValueError)
except StopIteration as e:
    print("swallowed", e.value)
def perm(l):
    if len(l) <= 1:
        yield tuple(l)
    for i in range(len(l)) if len(l) > 1 else ():
        for p in perm(l[:i] + l[i + 1:]):
            yield (l[i],) + p
print(len(list(perm([1, 2, 3, 4]))), list(perm("abc" and [1, 2, 3])))
