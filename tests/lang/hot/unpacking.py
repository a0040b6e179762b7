# Unpacking and swapping in hot loops.
def swaps(n):
    a, b, c = 1, 2, 3
    for i in range(n):
        a, b, c = b, c, a + i % 3
    return a, b, c
print(swaps(5000))
def pairs(n):
    l = [(i, i * 2) for i in range(n)]
    s = 0
    for a, b in l:
        s += a * b
    return s
print(pairs(3000))
def lengths_change(n):
    l = [(1, 2)] * n + [[3, 4]] * n + ["ab"] * 5 + [range(2)] * n
    s = 0
    t = ""
    for a, b in l:
        if isinstance(a, str): t += a + b
        else: s += a + b
    return s, t
print(lengths_change(1000))
def nested(n):
    l = [((i, i + 1), [i + 2, (i + 3,)]) for i in range(n)]
    s = 0
    for (a, b), [c, (d,)] in l:
        s += a + b * 2 + c * 3 + d * 4
    return s
print(nested(2000))
def star(n):
    s = 0
    for i in range(n):
        a, *b = range(i % 5 + 1)
        *c, d = [1, 2, 3][:i % 3 + 1]
        s += a + len(b) + d + len(c)
    return s
print(star(2000))
def dict_items(n):
    d = {i: (i, str(i)) for i in range(n)}
    s = 0
    for k, (v, t) in d.items():
        s += k + v + len(t)
    return s
print(dict_items(2000))
def enum_zip(n):
    s = 0
    for i, (a, b) in enumerate(zip(range(n), range(n, 0, -1))):
        s += i * a - b
    return s
print(enum_zip(3000))
def multi_return(i): return i, i + 1, i * 2
def returns(n):
    s = 0
    for i in range(n):
        a, b, c = multi_return(i)
        s += a + b - c
        t = multi_return(i)
        s += t[0] + len(t)
    return s
print(returns(3000))
def wrong_count(n):
    e = 0
    for i in range(n):
        try:
            a, b = (1, 2, 3)[:i % 4]
            e += 1
        except ValueError as x:
            e += len(str(x))
    return e
print(wrong_count(2000))
def fib_pairs(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a % 10 ** 12
print(fib_pairs(2000))
def into_items(n):
    l = [0, 0]
    class O: pass
    o = O()
    for i in range(n):
        l[0], l[1], o.x = i, i + 1, l[0]
        l[0], l[1] = l[1], l[0]
    return l, o.x
print(into_items(3000))
def index_order(n):
    l = [0, 1, 2]
    i = 0
    for k in range(n):
        i, l[i] = (i + 1) % 3, k
    return i, l
print(index_order(2000))
def escaping(n):
    keep = []
    for i in range(n):
        t = (i, i * 2)
        a, b = t
        if i % 700 == 0:
            keep.append(t)
    return keep
print(escaping(3000))
def generator_pairs(n):
    s = 0
    for a, b in ((i, -i) for i in range(n)):
        s += a * 2 + b
    return s
print(generator_pairs(2000))
