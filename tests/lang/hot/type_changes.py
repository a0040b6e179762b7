# The type of a variable changes in the middle of a hot loop.
def accumulate(values):
    s = 0
    for v in values:
        s = s + v
    return s
print(accumulate([1] * 2000 + [0.5] * 2000))
print(accumulate([0.5] * 2000 + [1] * 2000 + [True] * 5))
print(accumulate([1] * 1000 + [2 ** 60] * 1000 + [1]))
print(accumulate([1, 0.5] * 1000))
print(accumulate([1] * 1000 + [2 ** 70, -2 ** 70] * 100 + [1.5]))
def double(x):
    return x + x
def apply(values):
    out = []
    for v in values:
        out.append(double(v))
    return out
r = apply([1] * 500 + ["a"] * 500 + [1.5] * 500 + [[1]] * 500 + [(2,)] * 500 + [2 ** 62] * 10 + [True, False])
print(r[0], r[500], r[1000], r[1500], r[2000], r[2500], r[-2:], len(r))
def alternating(n):
    x = 0
    kinds = []
    for i in range(n):
        if i % 500 == 0:
            x = [0, 0.0, 2 ** 65, True][i // 500 % 4]
        x = x + 1
        if i % 500 == 499:
            kinds.append(x)
    return kinds
print(alternating(5000))
def none_then_int(n):
    x = None
    c = 0
    for i in range(n):
        if x is None:
            x = i
        elif i % 7 == 0:
            x = None
            c += 1
        else:
            x += 1
    return x, c
print(none_then_int(5000))
def compare_types(items):
    c = 0
    for a in items:
        for b in items:
            if a == b:
                c += 1
            if a != b:
                c += 1000
            if a is b:
                c += 1000000
    return c
items = [1, 1.0, True, "1", None, 0, False, 0.0, "", (1,), [1], 2 ** 70, float(2 ** 70), b"1"]
for k in range(30):
    r = compare_types(items)
print(r)
def late_error(n):
    x = 0
    try:
        for i in range(n):
            v = i if i < n - 10 else str(i)
            x = x + v
    except TypeError as e:
        return x, i, str(e)
print(late_error(3000))
def truthiness(n):
    vals = [0, 1, "", "a", [], [0], None, 0.0, 2.5, {}, {1: 1}, (), 2 ** 70, True, False]
    t = 0
    for i in range(n):
        v = vals[i // 200 % len(vals)]
        if v:
            t += i
        t += 1 if not v else 2
        w = v or i
        t += w is v
        w = v and i
        t += w is v
    return t
print(truthiness(6000))
def int_to_float_loop(n):
    x = 1
    log = []
    while len(log) < 3:
        x = x * 2
        if x > 10 ** n:
            log.append(x)
            x = float(x) if isinstance(x, int) else 1
        if isinstance(x, float) and x > 1e300:
            log.append(x)
            x = 1
    return log
print(int_to_float_loop(30))
class A:
    def __add__(self, o): return ("A+", o)
    def __radd__(self, o): return ("+A", o)
def maybe_object(n):
    last = None
    for i in range(n):
        v = A() if i == n - 1 else i
        last = v + 1
        last2 = 1 + v
    return last, last2
print(maybe_object(3000))
