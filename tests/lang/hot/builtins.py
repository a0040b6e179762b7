# Builtins called in hot loops.
def lens(n):
    vals = ["abc", [1, 2], (1,), {1: 2}, {1, 2, 3}, range(7), b"ab"]
    s = 0
    for i in range(n):
        s += len(vals[i % 7]) * (i % 3)
    return s
print(lens(3000))
def minmax(n):
    s = 0
    for i in range(n):
        s += min(i % 7, i % 5) + max(i % 7, i % 5, 3) + min([i % 3, 1]) + max((i % 4, 2.5))
    return s
print(minmax(3000))
def conversions(n):
    s = 0
    for i in range(n):
        s += int(str(i)) + int(i * 0.5) + float(i) + ord(chr(i % 1000)) + bool(i % 3) + int(i % 2 == 0) + len(str(i * 0.5)) + len(repr(i))
    return s
print(conversions(2000))
def absolute(n):
    s = 0
    for i in range(-n, n):
        s += abs(i) + abs(i * 0.5)
    return s
print(absolute(2000))
def isinstances(n):
    vals = [1, 1.5, "s", None, [1], True]
    c = 0
    for i in range(n):
        v = vals[i % 6]
        c += isinstance(v, int) + isinstance(v, (float, str)) * 10 + isinstance(v, object) * 100 + (type(v) is int) * 1000 + (type(v) == str) * 10000 + callable(v)
    return c
print(isinstances(3000))
def sums(n):
    s = 0
    for i in range(n):
        s += sum(range(i % 10)) + sum([i, i]) + sum((0.5, i))
    return s
print(sums(1500))
def zips(n):
    a, b = list(range(n)), list(range(n, 0, -1))
    s = 0
    for x, y in zip(a, b):
        s += x * y
    for i, x in enumerate(a, 5):
        s -= i * x
    for x, y, z in zip(a, b, range(100)):
        s += z
    return s
print(zips(3000))
def maps(n):
    s = 0
    for v in map(lambda x: x * 3, range(n)): s += v
    for v in filter(lambda x: x % 3 == 0, range(n)): s += v
    for v in map(str, range(100)): s += len(v)
    for v in reversed([1, 2, 3] * 100): s += v
    return s
print(maps(2000))
def sorts(n):
    s = 0
    for i in range(n):
        l = sorted([3, i % 5, 1], key=lambda x: -x)
        s += l[0] * 100 + l[1] * 10 + l[2]
    return s
print(sorts(1000))
def anyall(n):
    c = 0
    for i in range(n):
        c += any(x > 3 for x in (i % 5, 1)) + all([i % 2, i % 3]) * 10
    return c
print(anyall(1500))
def rounding(n):
    s = 0
    for i in range(n):
        s += round(i * 0.5) + round(i * 0.37, 1) + divmod(i, 7)[1] + pow(i, 2) + pow(2, i % 10, 7)
    return round(s, 6)
print(rounding(1500))
def getattrs(n):
    class O: x = 1
    o = O()
    s = 0
    for i in range(n):
        s += getattr(o, "x") + getattr(o, "y", 5) + hasattr(o, "x") + hasattr(o, "zz")
        if i % 2: setattr(o, "y", i)
        else: o.__dict__.pop("y", None)
    return s
print(getattrs(2000))
def iters(n):
    s = 0
    it = iter(range(n))
    while True:
        v = next(it, None)
        if v is None: break
        s += v
    return s
print(iters(3000))
def prints(n):
    for i in range(n):
        if i % 500 == 0:
            print(i, end=" ")
    print("end")
prints(3000)
def callbacks(n):
    total = [0]
    def key(x):
        total[0] += 1
        return -x
    for i in range(n):
        m = max([1, 2, 3], key=key)
    return m, total
print(callbacks(1000))
def list_ctor(n):
    s = 0
    for i in range(n):
        s += len(list(range(i % 5))) + len(tuple([1] * (i % 3))) + len(set((1, i % 2))) + len(dict(a=i)) + len([*range(2), i])
    return s
print(list_ctor(1500))
def error_in_builtin(n):
    c = 0
    for i in range(n):
        try:
            c += int("12" if i % 10 else "x1")
        except ValueError as e:
            c += len(str(e))
    return c
print(error_in_builtin(2000))
def str_methods(n):
    c = 0
    for i in range(n):
        s = "Item %d" % (i % 100)
        c += s.startswith("Item") + s.find("9") + len(s.upper().lower().replace("i", "ii")) + len(s.split()) + s.count("1")
    return c
print(str_methods(1500))
