# Ints leave the small range and 64 bits in the middle of a hot loop, in every operation.
def grow_add(n):
    x, step = 1, 2 ** 40 + 7
    marks = []
    for i in range(n):
        x += step
        step += step >> 4
        if i % 100 == 0:
            marks.append(x)
    return x, marks[:8]
print(grow_add(600))
def grow_mul(n):
    x = 3
    for i in range(n):
        x = x * 3 % (2 ** 61 - 1)
    return x
print(grow_mul(5000))
def factorials(n):
    out = []
    for k in range(n):
        f = 1
        for j in range(1, k + 1):
            f *= j
        out.append(f)
    return out
f = factorials(60)
print(f[19], f[20], f[21], f[25], f[59])
def power_border():
    out = []
    for bits in (47, 48, 49, 50, 51, 61, 62, 63, 64):
        x = 2 ** bits - 1000
        s = 0
        for i in range(2000):
            x += 1
            if x == 2 ** bits:
                s += 1
            if x > 2 ** bits:
                s += 1
        out.append((bits, x, s))
        x = -2 ** bits + 1000
        for i in range(2000):
            x -= 1
        out.append(x)
    return out
for r in power_border():
    print(r)
def negative_overflow(n):
    x = -1
    for i in range(n):
        x = x * 2 - i
        if x < -2 ** 70:
            x = -1
    return x
print(negative_overflow(3000))
def sub_overflow(n):
    a, b = 2 ** 62, -2 ** 62
    c = 0
    for i in range(n):
        d = a - b
        if d > 2 ** 63 - 1:
            c += 1
        b += 2 ** 51
    return c, d, b
print(sub_overflow(3000))
def fib_mod(n, m):
    a, b = 0, 1
    for i in range(n):
        a, b = b, (a + b) % m
    return a
print(fib_mod(10000, 2 ** 31 - 1), fib_mod(10000, 2 ** 62 + 1), fib_mod(3000, 2 ** 70))
def fib(n):
    a, b = 0, 1
    for i in range(n):
        a, b = b, a + b
    return a
print(fib(90), fib(93), fib(300))
def neg(n):
    x = -2 ** 63 + 500
    out = 0
    for i in range(n):
        y = -x
        out ^= y
        x -= 1
    return x, y, out
print(neg(1000))
def absolute(n):
    x = -2 ** 50 - 500
    m = 0
    for i in range(n):
        m = max(m, abs(x + i))
    return m
print(absolute(3000))
def lcg(n):
    x = 12345
    for i in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return x
print(lcg(2000))
def hash32(s, n):
    h = 0x811c9dc5
    for i in range(n):
        for c in s:
            h = ((h ^ ord(c)) * 0x01000193) & 0xffffffff
    return h
print(hash32("hello world", 300))
