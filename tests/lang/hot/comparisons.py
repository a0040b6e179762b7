# Comparisons of all types in hot loops.
def ints(n):
    c = [0] * 8
    for i in range(n):
        a, b = i % 7, i % 5
        c[0] += a < b
        c[1] += a <= b
        c[2] += a == b
        c[3] += a != b
        c[4] += a > b
        c[5] += a >= b
        c[6] += a is b
        c[7] += not a < b
    return c[:6], c[7]
print(ints(4000))
def mixed(n):
    vals = [0, 1, 1.0, True, "1", None, [1], (1,), 2 ** 70, 0.5, False, -1]
    eq = ne = lt = err = 0
    for i in range(n):
        a, b = vals[i % 12], vals[i * 5 % 12]
        eq += a == b
        ne += a != b
        try:
            lt += a < b
        except TypeError as e:
            err += len(str(e))
    return eq, ne, lt, err
print(mixed(3000))
def big(n):
    a, b = 2 ** 70, 2 ** 70 + 1
    c = 0
    for i in range(n):
        c += (a < b) + (a == b) * 10 + (a + 1 == b) * 100 + (a > i) * 1000 + (i < b) * 10000
    return c
print(big(2000))
def identity(n):
    o, p = object(), object()
    c = 0
    for i in range(n):
        x = o if i % 3 else p
        c += (x is o) + (x is not p) * 10 + (x is None) * 100 + (None is None) * 1000 + (x == o) * 10000
    return c
print(identity(3000))
def lists(n):
    a, b = [1, 2, 3], [1, 2, 4]
    c = 0
    for i in range(n):
        b[2] = i % 5
        c += (a < b) + (a == b) * 10 + (a > b) * 100 + ((1, i) < (1, 500)) * 1000
    return c
print(lists(3000))
def in_tuple(n):
    c = 0
    for i in range(n):
        c += i % 10 in (1, 3, 5)
        c += (i % 10 not in [2, 4]) * 10
        c += ("abc"[i % 3] in "ab") * 100
        c += (i % 4 in {1, 2}) * 1000
    return c
print(in_tuple(3000))
class R:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return self.v
def rich(n):
    rs = [R(i) for i in range(10)]
    c = 0
    for i in range(n):
        a, b = rs[i % 10], rs[i * 3 % 10]
        c += (a == b) + (a < b) * 10 + (a > b) * 100 + (a != b) * 1000
    return c
print(rich(3000))
def returns_other(n):
    class Q:
        def __eq__(self, o): return "truthy"
        def __lt__(self, o): return []
    q = Q()
    c = 0
    for i in range(n):
        if q == i: c += 1
        if q < i: c += 10
        r = q == 1
    return c, r
print(returns_other(2000))
def chain(n):
    c = 0
    for i in range(n):
        c += 1 if 0 <= i % 20 < 10 else 0
        c += 10 if 5 > i % 20 > 1 == True else 0
        c += 100 if i % 3 == i % 5 == 1 else 0
    return c
print(chain(3000))
def borders(n):
    hits = []
    x = 2 ** 63 - 3
    for i in range(n):
        x += 1
        if x == 2 ** 63 - 1: hits.append(("max", i))
        if x == 2 ** 63: hits.append(("over", i))
        if x > 2 ** 63 + 5:
            x -= 10
    return hits[:6], x
print(borders(2000))
def strings(n):
    words = ["a", "b", "ab", "", "é"]
    c = 0
    for i in range(n):
        w = words[i % 5]
        if w == "ab": c += 1
        elif w != "a": c += 10
        if w > "a": c += 100
        if not w: c += 1000
        if w is words[i % 5]: c += 10000
    return c
print(strings(3000))
