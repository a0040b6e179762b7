# Hot loops that allocate all the time: the collector runs while traces hold values in registers.
def strings(n):
    keep = []
    for i in range(n):
        s = "item" + str(i)
        if i % 2000 == 0: keep.append(s)
    return keep
print(strings(12000))
def lists(n):
    a = [0]
    for i in range(n):
        a = [i, a[0], [i + 0.5]]
    return a
print(lists(20000))
def objects(n):
    class P:
        def __init__(self, x, prev): self.x, self.prev = x, prev
    p = None
    for i in range(n):
        p = P(i, p if i % 100 else None)
    c = 0
    while p:
        c += p.x
        p = p.prev
    return c
print(objects(20000))
def floats_in_lists(n):
    l = [0.0] * 50
    for i in range(n):
        l[i % 50] = l[(i + 1) % 50] + i * 0.5
    return sum(l)
print(floats_in_lists(20000))
def big_ints(n):
    x = 1
    for i in range(n):
        x = x * 3 + i
        if x > 2 ** 300: x >>= 290
    return x
print(big_ints(5000))
def dicts(n):
    t = 0
    for i in range(n):
        d = {"a": i, "b": [i]}
        t += d["a"] + len(d["b"])
    return t
print(dicts(10000))
def closures(n):
    def make(k): return lambda: k
    f = make(0)
    s = 0
    for i in range(n):
        g = f
        f = make(i)
        s += g()
    return s
print(closures(10000))
def tuples(n):
    t = ()
    for i in range(n):
        t = (i, t) if i % 50 else (i,)
    depth = 0
    while len(t) > 1:
        depth += t[0]
        t = t[1]
    return depth, t
print(tuples(10030))
def mixed(n):
    cache = {}
    for i in range(n):
        k = i % 300
        old = cache.get(k)
        cache[k] = (old[0] + 1 if old else 1, "v%d" % i, [old] if i % 7 == 0 else None)
        if old and old[2] and i % 2: cache[k] = (0, "", None)
    return len(cache), cache[5][1], cache[299][0]
print(mixed(8000))
def generator_churn(n):
    def g(k):
        l = [k]
        yield l
        l.append(k + 1)
        yield l
    s = 0
    for i in range(n):
        for l in g(i): s += len(l)
    return s
print(generator_churn(4000))
def exceptions(n):
    s = 0
    for i in range(n):
        try:
            raise ValueError([i])
        except ValueError as e:
            s += e.args[0][0]
    return s
print(exceptions(5000))
def grow_and_drop(n):
    total = 0
    for r in range(n):
        l = []
        for i in range(1000):
            l.append([i])
        total += l[r % 1000][0] + len(l)
    return total
print(grow_and_drop(20))
def slices(n):
    b = bytes(range(200))
    s = "é" * 50 + "x" * 50
    l = list(range(100))
    t = 0
    for i in range(n):
        t += len(b[i % 100:]) + len(s[i % 50:]) + len(l[i % 50:]) + len(s + "y")
    return t
print(slices(5000))
