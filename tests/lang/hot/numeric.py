# Numeric kernels whose results depend on every bit.
import math
def horner(n):
    s = 0.0
    for i in range(n):
        x = i / n
        s += ((((0.5 * x - 1.25) * x + 3.0) * x - 7.5) * x + 0.1)
    return s
print(horner(5000))
def newton(n):
    t = 0.0
    for i in range(1, n):
        x = float(i)
        while True:
            y = (x + i / x) / 2
            if abs(y - x) < 1e-12 * y:
                break
            x = y
        t += y
    return t
print(newton(500))
def integrate(n):
    h = 1.0 / n
    s = 0.0
    for i in range(n):
        x = (i + 0.5) * h
        s += 4.0 / (1.0 + x * x)
    return s * h
print(integrate(10000))
def logistic(n):
    x = 0.5
    for i in range(n):
        x = 3.9 * x * (1.0 - x)
    return x
print(logistic(5000))
def lorenz(n):
    x, y, z = 1.0, 1.0, 1.0
    for i in range(n):
        dx = 10.0 * (y - x)
        dy = x * (28.0 - z) - y
        dz = x * y - 8.0 / 3.0 * z
        x += dx * 0.005
        y += dy * 0.005
        z += dz * 0.005
    return x, y, z
print(lorenz(5000))
def gravity(n):
    bodies = [[0.0, 0.0, 0.0, 0.0, 10.0], [1.0, 0.0, 0.0, 3.0, 1.0], [0.0, 2.0, -2.0, 0.0, 0.5]]
    for _ in range(n):
        for i in range(3):
            a = bodies[i]
            for j in range(i + 1, 3):
                b = bodies[j]
                dx, dy = a[0] - b[0], a[1] - b[1]
                d2 = dx * dx + dy * dy + 0.01
                mag = 0.001 / (d2 * math.sqrt(d2))
                a[2] -= dx * b[4] * mag
                a[3] -= dy * b[4] * mag
                b[2] += dx * a[4] * mag
                b[3] += dy * a[4] * mag
        for a in bodies:
            a[0] += 0.001 * a[2]
            a[1] += 0.001 * a[3]
    return bodies
for b in gravity(1500):
    print(b)
def float_sum_order(n):
    s = t = 0.0
    for i in range(1, n):
        s += 1.0 / i
    for i in range(n - 1, 0, -1):
        t += 1.0 / i
    return s, t, s == t
print(float_sum_order(5000))
def no_fma(n):
    out = 0.0
    a = 1.0 + 2.0 ** -27
    for i in range(n):
        out = a * a - (1.0 + 2.0 ** -26)
    return out
print(no_fma(3000))
def no_reassociation(n):
    x = 1e16
    for i in range(n):
        y = x + 1.0 + 1.0
        z = x + (1.0 + 1.0)
    return y, z, y == z
print(no_reassociation(3000))
def int_float_mix(n):
    s = 0
    for i in range(n):
        s += i * 0.5 if i % 2 else i // 2
    return s
print(int_float_mix(5000))
def horner_int(n, m):
    h = 0
    for i in range(n):
        h = (h * 257 + i) % m
    return h
print(horner_int(5000, 10 ** 9 + 7), horner_int(3000, 10 ** 18 + 9), horner_int(3000, 2 ** 61 - 1))
def isqrt(n):
    r = 0
    for k in range(n):
        lo, hi = 0, k + 1
        while hi - lo > 1:
            mid = (lo + hi) // 2
            if mid * mid <= k: lo = mid
            else: hi = mid
        r += lo
    return r
print(isqrt(1500))
def polygon(n):
    a = 0.0
    px, py = 1.0, 0.0
    for i in range(1, n + 1):
        t = 2 * math.pi * i / n
        x, y = round(math.cos(t), 9), round(math.sin(t), 9)
        a += px * y - x * py
        px, py = x, y
    return round(a / 2, 8)
print(polygon(2000))
def kahan(n):
    s = c = 0.0
    for i in range(n):
        y = 0.1 - c
        t = s + y
        c = (t - s) - y
        s = t
    return s, c
print(kahan(5000))
def floor_ceil(n):
    s = 0
    for i in range(-n, n):
        x = i * 0.37
        s += math.floor(x) * 3 + math.ceil(x) * 5 + int(x) * 7 + round(x)
    return s
print(floor_ceil(1500))
def sqrt_domain(n):
    c = 0
    for i in range(n):
        try:
            c += math.sqrt(i % 10 - 1)
        except ValueError as e:
            c += 0.25
    return c
print(sqrt_domain(2000))
