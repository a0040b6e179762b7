# -0.0, NaN and infinities in hot loops: comparisons, min/max, signs.
def nan_loop(n):
    nan = float("nan")
    lt = gt = eq = ne = le = 0
    for i in range(n):
        x = nan if i % 3 == 0 else i * 0.5
        lt += x < 100.0
        gt += x > 100.0
        eq += x == x
        ne += x != x
        le += not (x <= 100.0)
    return lt, gt, eq, ne, le
print(nan_loop(3000))
def negative_zero(n):
    z = 0.0
    signs = []
    for i in range(n):
        z = -z
        if i > n - 5:
            signs.append(z)
    return signs, z == 0
print(negative_zero(3000), negative_zero(3001))
def products(n):
    out = 0
    for i in range(n):
        p = (i % 2 - 1) * 0.0
        out += str(p) == "-0.0"
    return out
print(products(2000))
def zero_sub(n):
    s = -0.0
    for i in range(n):
        s = s + -0.0
    t = -0.0
    for i in range(n):
        t = t - 0.0
    u = -0.0
    for i in range(n):
        u = u * 1.0
    v = -0.0
    for i in range(n):
        v = v + 0
    return s, t, u, v
print(zero_sub(2000))
def infinities(n):
    x = 1.0
    hit = None
    for i in range(n):
        x *= 1.5
        if x == float("inf") and hit is None:
            hit = i
    return x, hit, x - x, -x, 1 / x
print(infinities(3000))
def underflow(n):
    x = 1.0
    for i in range(n):
        x /= 3.0
        if x == 0:
            return i, x
    return x
print(underflow(3000))
def minmax(n):
    nan = float("nan")
    a = b = 0.0
    for i in range(n):
        x = nan if i == n // 2 else float(i % 97)
        a = max(a, x)
        b = min(b, x)
    return a, b, max(nan, 1.0), max(1.0, nan)
print(minmax(2000))
def compare_int_float(n):
    c = [0] * 6
    for i in range(n):
        f = i / 2
        j = i // 2
        c[0] += f == j
        c[1] += f > j
        c[2] += j < f
        c[3] += f <= j
        c[4] += (2 ** 53 + i) == float(2 ** 53 + i)
        c[5] += (2 ** 53 + i) < float(2 ** 53 + i)
    return c
print(compare_int_float(3000))
def truth(n):
    t = 0
    vals = [0.0, -0.0, 1.0, float("nan"), 1e-320]
    for i in range(n):
        if vals[i % 5]:
            t += 1
        if not vals[i % 5]:
            t += 100
    return t
print(truth(3000))
def to_int(n):
    s = 0
    for i in range(n):
        s += int(i * 0.7) + int(-i * 0.7) + int(i * 1e15)
    return s
print(to_int(2000))
def to_int_fails(n):
    out = []
    x = 1.0
    for i in range(n):
        x *= 10.0
        try:
            y = int(x)
        except OverflowError as e:
            out.append(str(e))
    return len(out), out[0], y % 1000007
print(to_int_fails(400))
def power(n):
    s = 0.0
    for i in range(n):
        s += i ** 2 + i ** 0.5 + 2.0 ** (i % 10) + (-1) ** i
    return s
print("%.9f" % power(2000))
def associativity(n):
    s = 0.0
    t = 0.0
    for i in range(n):
        s = s + 0.1 + 0.2
        t = t + (0.1 + 0.2)
    return s, t, s == t
print(associativity(1000))
