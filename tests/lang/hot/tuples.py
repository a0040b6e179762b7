# Tuples in hot loops: reads, building, comparison, as records that change.
def reads(n):
    t = (1, 2.5, "x", None, (3, 4))
    s = 0
    for i in range(n):
        s += t[0] + t[1] + t[4][i & 1] + len(t) + t[-1][0]
    return s
print(reads(3000))
def builds(n):
    t = (0, 0)
    for i in range(n):
        t = (t[1], i)
    return t
print(builds(3000))
def concat(n):
    t = ()
    for i in range(n):
        t = t + (i,)
        if len(t) > 10:
            t = t[5:]
    return t
print(concat(1003))
def as_record(n):
    state = (0, 1, 0.0)
    for i in range(n):
        a, b, c = state
        state = (b, a + b & 0xFFFF, c + 0.5 if i % 3 else c)
    return state
print(as_record(4000))
def compare(n):
    c = 0
    for i in range(n):
        c += ((i % 3, i % 5) < (1, 3)) + ((i % 2, "a") == (0, "a")) * 10
    return c
print(compare(3000))
def in_list(n):
    l = [(i, i * i) for i in range(50)]
    s = 0
    for i in range(n):
        a, b = l[i % 50]
        s += b - a
        if i % 97 == 0:
            l[i % 50] = (0.5, i)
    return s
print(in_list(3000))
def out_of_range(n):
    t = (1, 2, 3)
    e = 0
    for i in range(n):
        try:
            e += t[i % 4]
        except IndexError as x:
            e += len(str(x))
    return e
print(out_of_range(2000))
def hashing(n):
    d = {}
    for i in range(n):
        k = (i % 10, (i % 3, "k"))
        d[k] = d.get(k, 0) + 1
    return len(d), d[3, (0, "k")]
print(hashing(3000))
def sinks(n):
    best = (10 ** 9, None)
    for i in range(n):
        cand = ((i * 7919) % 1009, i)
        if cand < best:
            best = cand
    return best
print(sinks(3000))
