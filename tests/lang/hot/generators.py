# Generators in hot loops: as sources, abandoned, sent to, failing.
def squares(n):
    for i in range(n):
        yield i * i
def consume(n):
    s = 0
    for v in squares(n):
        s += v
    return s
print(consume(4000), sum(squares(3000)))
def gen_type_change(n):
    for i in range(n):
        yield i if i < n // 2 else i * 0.5
def consume2(n):
    s = 0
    for v in gen_type_change(n):
        s = s + v
    return s
print(consume2(4000))
def early(n):
    t = 0
    for i in range(n):
        for v in squares(10):
            if v > 20:
                break
            t += v
    return t
print(early(1000))
def echo():
    total = 0
    while True:
        v = yield total
        if v is None:
            return
        total += v
def sending(n):
    g = echo()
    next(g)
    r = 0
    for i in range(n):
        r = g.send(i)
    g.close()
    return r
print(sending(3000))
def failing(n):
    for i in range(n):
        if i == n - 1:
            raise ValueError("gen at %d" % i)
        yield i
def catches(n):
    s = 0
    try:
        for v in failing(n):
            s += v
    except ValueError as e:
        return s, str(e)
print(catches(3000))
def nested(n):
    def inner(k):
        for j in range(k):
            yield j
    for i in range(n):
        yield from inner(i % 5)
print(sum(nested(2000)), len(list(nested(1000))))
def pipeline(n):
    a = (i for i in range(n))
    b = (x * 2 for x in a if x % 3)
    c = (y + 1 for y in b)
    return sum(c)
print(pipeline(3000))
def two_at_once(n):
    a, b = squares(n), squares(n)
    next(b)
    s = 0
    for x in a:
        y = next(b, None)
        if y is None:
            break
        s += y - x
    return s
print(two_at_once(2000))
def finally_in_gen(n):
    closed = []
    def g(i):
        try:
            yield i
            yield i + 1
        finally:
            closed.append(i)
    s = 0
    for i in range(n):
        it = g(i)
        for v in it:
            s += v
            if i % 2:
                break
        it.close()
    return s, len(closed), closed[:3]
print(finally_in_gen(500))
def throwing(n):
    def g():
        c = 0
        while True:
            try:
                yield c
            except ValueError:
                c += 10
            else:
                c += 1
    x = g()
    next(x)
    for i in range(n):
        if i % 5 == 0:
            v = x.throw(ValueError)
        else:
            v = next(x)
    return v
print(throwing(2000))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
def until(limit):
    s = 0
    for f in fib():
        if f > limit:
            return s
        s += f
print(until(10 ** 12), until(10 ** 40))
def tree(d):
    if d:
        yield from tree(d - 1)
        yield d
        yield from tree(d - 1)
print(sum(tree(10)), list(tree(3)))
def locals_kept(n):
    def g():
        a, b, c = 1, 2.5, "x"
        for i in range(n):
            a, b = a + 1, b * 1.0001
            yield a
            c = c[-1] + "y"
        yield (a, c)
    last = None
    for last in g():
        pass
    return last
print(locals_kept(3000))
def enumerate_gen(n):
    s = 0
    for i, v in enumerate(squares(n)):
        s += i * v
    for a, b in zip(squares(n), range(n)):
        s -= a * b
    return s
print(enumerate_gen(2000))
def primes(n):
    def sieve(it, p):
        for x in it:
            if x % p:
                yield x
    def count(k):
        while True:
            yield k
            k += 1
    it = count(2)
    out = []
    for _ in range(n):
        p = next(it)
        out.append(p)
        it = sieve(it, p)
    return out
print(primes(60))
