# Many live values of all types across a loop, checked after exits at different places.
def many(n, leave):
    a, b, c, d, e, f, g, h = 1, 2.5, "s", None, True, [0], (1, 2), {"k": 1}
    i = j = k = l = m = o = p = q = 0
    for t in range(n):
        i += 1; j += i; k ^= j; l = k & 0xffff; m += l * 0.5; o = t - l; p = max(p, o); q = q + 1 if o > 0 else q - 1
        a += i % 3; b = b * 0.999 + a; e = not e; f[0] += 1; h["k"] += t
        if t == leave:
            c = c + "left"
            break
    return a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q
for leave in (0, 1, 500, 1999, 5000):
    print(many(2000, leave))
def floats(n):
    a = b = c = d = e = f = g = h = i = j = k = l = 0.0
    for t in range(n):
        a += 0.1; b += a; c += b * 0.5; d -= c; e += d * 1e-3; f = a * b - c; g += f * 1e-6; h = g - e; i += h * 1e-6; j = i + a; k += j * 1e-3; l = k - j
    return a, b, c, d, e, f, g, h, i, j, k, l
print(*floats(2000), sep="\n")
def swap_types(n):
    a, b, c = 1, 1.0, "x"
    for t in range(n):
        if t % 100 == 99:
            a, b, c = b, c, a
        if t == n - 1:
            return a, b, c
print(swap_types(3000), swap_types(3100), swap_types(3200))
def unused(n):
    a = [1]
    b = 5
    for t in range(n):
        b = t
        c = b + 1
        if t == n - 3:
            a = None
    return a, b, c, t
print(unused(3000))
def deleted(n):
    for t in range(n):
        x = t
        if t % 2:
            del x
        if t == n - 1:
            try:
                return x
            except UnboundLocalError as e:
                return str(e)
print(deleted(3000), deleted(3001))
def unbound_until(n):
    for t in range(n):
        if t > n - 10:
            try:
                late = late + t
            except UnboundLocalError:
                late = 0
    return late
print(unbound_until(3000))
def constants(n):
    x = 5
    y = "const"
    z = None
    for t in range(n):
        x = 5
        y = "const"
        if t == n - 1:
            z = (x, y, t)
    return x, y, z
print(constants(2000))
def copies(n):
    a = 0
    for t in range(n):
        b = a
        c = b
        a = c + 1
        b = b * 2
    return a, b, c
print(copies(3000))
def nested_live(n):
    total = 0
    for i in range(n):
        x = i * 2
        for j in range(i % 7):
            x += j
            y = x
        total += x
        z = total if i % 2 else -total
    return total, x, y, z, i, j
print(nested_live(2000))
def temporaries(n):
    r = 0
    for i in range(n):
        r = (r + (i * 3 - (i // 2 + (i % 5 * (i - (i & 3)))))) % 1000003
    return r
print(temporaries(4000))
def arguments(a, b=2, *c, d=4, **e):
    for i in range(1500):
        a += i
        b = a - b
        c = c + (i,) if i % 500 == 0 else c
        d += len(c)
        e["n"] = e.get("n", 0) + d
    return a, b, c, d, e
print(arguments(1), arguments(0.5, 3, 9, d=7, z=1))
def module_like():
    g = {}
    for i in range(2000):
        g["v%d" % (i % 5)] = i
        w = g["v0"]
    return g, w
print(module_like())
def big_and_small(n):
    small, big, f = 1, 2 ** 80, 0.5
    for i in range(n):
        small, big = small + 1, big - 2 ** 70
        if big < 0: big, small = 2 ** 80, -small
        f += small
    return small, big, f
print(big_and_small(3000))
