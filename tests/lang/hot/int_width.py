# The border between small ints, heap ints and big ints crossed back and forth at a steady pace.
def zigzag(bits, n):
    top = 1 << bits
    x, d, crossings = top - 5, 1, 0
    low = high = x
    for i in range(n):
        x += d
        if x == top + 5: d = -1; crossings += 1
        if x == top - 5: d = 1; crossings += 1
        if x < low: low = x
        if x > high: high = x
    return x, crossings, low - top, high - top
for bits in (31, 32, 46, 47, 48, 49, 50, 51, 52, 53, 62, 63, 64, 65):
    print(bits, zigzag(bits, 600))
def negative(bits, n):
    bottom = -(1 << bits)
    x, d, c = bottom + 5, -1, 0
    for i in range(n):
        x += d
        if x <= bottom - 5 or x >= bottom + 5: d = -d; c += x & 1
    return x - bottom, c
for bits in (31, 49, 50, 51, 62, 63, 64):
    print(bits, negative(bits, 600))
def products(n):
    out = []
    for shift in (15, 24, 25, 26, 31, 32, 40):
        a = (1 << shift) - 1
        s = 0
        for i in range(n):
            p = (a + (i & 3)) * (a - (i & 3))
            s += p & 1023
            if p < 0: s = -1
        out.append((shift, s, p))
    return out
for r in products(500): print(r)
def in_list(n):
    l = [0, 2 ** 50 - 1, -2 ** 50, 2 ** 51, 2 ** 63, -2 ** 63, 2 ** 64, 1.5]
    s = 0
    for i in range(n):
        v = l[i & 7]
        s = s + v if i & 8 else s - v
        l[i & 7] = v
    return s, l
print(in_list(2000))
class C: pass
def in_attribute(n):
    c = C()
    c.v = 2 ** 50 - 500
    for i in range(n):
        c.v += 1
    a = c.v
    for i in range(n):
        c.v -= 1
    return a, c.v, a is not None
print(in_attribute(1000))
def in_dict(n):
    d = {"v": 2 ** 63 - 300}
    for i in range(n):
        d["v"] += 1
    return d
print(in_dict(600))
def in_tuple_and_call(n):
    def f(t): return (t[0] * 2, t[1] + 1) if t[0] < 2 ** 66 else (1, t[1])
    t = (1, 0)
    for i in range(n):
        t = f(t)
    return t
print(in_tuple_and_call(1000))
def compare_borders(n):
    c = [0] * 6
    for i in range(n):
        a, b = 2 ** 50 - 2 + i % 5, 2 ** 50 - 2 + i % 3
        c[0] += a < b; c[1] += a == b; c[2] += a >= b
        a, b = 2 ** 63 - 2 + i % 5, 2 ** 63 - 2 + i % 3
        c[3] += a < b; c[4] += a == b; c[5] += a >= b
    return c
print(compare_borders(1500))
def bit_operations(n):
    x = (1 << 50) - 1
    s = 0
    for i in range(n):
        x = (x ^ (i << 45)) & ((1 << 52) - 1)
        s ^= x | (1 << 51)
        s = s >> 1 if s > 1 << 55 else s << 1
    return x, s
print(bit_operations(2000))
def to_float(n):
    s = 0.0
    for i in range(n):
        s += (2 ** 53 + i) * 1.0 + float(2 ** 50 + i) - 2 ** 63 / 2
    return s
print(to_float(1000))
def abs_neg(n):
    s = 0
    for i in range(n):
        v = -2 ** 50 + (i % 3) - 1
        s += abs(v) + -v - ~v
    return s
print(abs_neg(1500))
