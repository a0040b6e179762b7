# Dicts in hot loops: reads, writes, growth, deletion, changing key types.
def counting(n):
    d = {}
    for i in range(n):
        k = i * 7 % 50
        d[k] = d.get(k, 0) + 1
    return len(d), sum(d.values()), list(d.items())[:3]
print(counting(5000))
def membership(n):
    d = {i: i * i for i in range(0, 100, 3)}
    hit = 0
    for i in range(n):
        if i % 120 in d:
            hit += d[i % 120]
    return hit
print(membership(4000))
def str_keys(n):
    keys = ["alpha", "beta", "gamma", "delta"]
    d = {k: 0 for k in keys}
    for i in range(n):
        d[keys[i % 4]] += i
        if i == n // 2:
            d["extra"] = 1
    return d
print(str_keys(4000))
def const_key(n):
    d = {"x": 0, "y": 1}
    for i in range(n):
        d["x"] += d["y"]
        if i == 1000: d["y"] = 2
        if i == 2000: del d["y"]; d["y"] = 0.5
    return d
print(const_key(3000))
def mixed_keys(n):
    d = {}
    for i in range(n):
        k = [i % 5, float(i % 5), str(i % 5), (i % 5,), i % 5 == 0, None][i % 6]
        d[k] = d.get(k, 0) + 1
    return list(d.items())
print(mixed_keys(3000))
def missing(n):
    d = {1: 2}
    c = 0
    for i in range(n):
        try:
            c += d[i % 3]
        except KeyError as e:
            c += e.args[0] + 10
    return c
print(missing(3000))
def insert_delete(n):
    d = {}
    for i in range(n):
        d[i] = i
        if i >= 10:
            del d[i - 10]
    return d
print(insert_delete(3000))
def alias(n):
    a = {"k": 0}
    b = a
    for i in range(n):
        a["k"] += 1
        b["k"] += 2
        if i == n // 2:
            b = dict(a)
    return a, b
print(alias(3000))
def iterate(n):
    d = {i: str(i) for i in range(n)}
    t = 0
    for k in d: t += k
    for k, v in d.items(): t += len(v) * k
    for v in d.values(): t += len(v)
    return t
print(iterate(3000))
def changed_size(n):
    d = {i: i for i in range(n)}
    try:
        for k in d:
            if k == n - 5:
                d["new"] = 1
    except RuntimeError as e:
        return str(e), k
print(changed_size(2000))
def tuple_keys(n):
    g = {}
    for x in range(n):
        for y in range(n):
            g[x, y] = x ^ y
    s = 0
    for x in range(1, n - 1):
        for y in range(1, n - 1):
            s += g[x - 1, y] + g[x + 1, y] - g[x, y - 1] - g.get((x, y + 1), 0) + ((x, -1) in g)
    return s
print(tuple_keys(40))
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return self.v % 4
    def __eq__(self, o): return self.v == o.v
def object_keys(n):
    d = {}
    for i in range(n):
        k = K(i % 20)
        d[k] = d.get(k, 0) + i
    return [d[K(j)] for j in range(20)]
print(object_keys(1500))
def nested(n):
    d = {}
    for i in range(n):
        d.setdefault(i % 7, {}).setdefault(i % 5, []).append(i)
    return len(d), len(d[3][2]), d[6][4][-1]
print(nested(3000))
class D(dict):
    def __getitem__(self, k): return -1
    def __missing__(self, k): return 7
class M(dict):
    def __missing__(self, k): return 7
def subclass(n):
    ds = [{1: 1}, D({1: 1}), M({1: 1})]
    t = [0, 0, 0]
    for i in range(n):
        t[i % 3] += ds[i % 3][1]
    for i in range(n):
        t[2] += ds[2][i]
    return t
print(subclass(2000))
def big_ints(n):
    d = {2 ** 70: 1, 2.0 ** 70 + 2 ** 20: 2}
    t = 0
    for i in range(n):
        t += d[2 ** 70] + (2 ** 60 * 1024 in d) + (float(2 ** 70) in d)
    return t
print(big_ints(2000))
def set_loop(n):
    seen = set()
    dup = 0
    x = 1
    for i in range(n):
        x = x * 75 % 65537
        if x % 500 in seen: dup += 1
        seen.add(x % 500)
        if len(seen) > 200: seen.discard(i % 500)
    return len(seen), dup
print(set_loop(5000))
def unhashable(n):
    d = {}
    e = 0
    for i in range(n):
        try:
            d[i if i % 4 else [i]] = 1
        except TypeError as x:
            e += 1
            m = str(x)
    return e, m, len(d)
print(unhashable(2000))
