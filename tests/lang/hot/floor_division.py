# // and % with every mix of signs, ints and floats, in hot loops.
def ints(n):
    acc = [0] * 8
    for i in range(-n, n):
        acc[0] += i // 7
        acc[1] += i % 7
        acc[2] += i // -7
        acc[3] += i % -7
        acc[4] ^= i // 16
        acc[5] ^= i % 16
        acc[6] += i // 1 - i // -1
        acc[7] += i % 1 + i % -1
    return acc
print(ints(3000))
def variable(n):
    out = []
    for b in (1, -1, 2, -2, 3, -3, 10, -10, 2 ** 40, -2 ** 40):
        q = r = 0
        for a in range(-n, n, 3):
            q += a // b
            r += a % b
            if a != (a // b) * b + a % b:
                out.append(("wrong", a, b))
        out.append((b, q, r))
    return out
for r in variable(1500):
    print(r)
def floats(n):
    out = []
    for b in (2.0, -2.0, 0.3, -0.3, 7.5):
        q = r = 0.0
        for i in range(-n, n):
            a = i * 0.25
            q += a // b
            r += a % b
        out.append((b, q, r))
    return out
for r in floats(1500):
    print(r)
def mixed(n):
    s = 0
    for i in range(1, n):
        s += (i % 3.5) + (i * 1.5 // 2) + (i / 4) % 2
    return s
print(mixed(3000))
def by_zero(n):
    z = 0
    for i in range(n):
        try:
            z += 10 // (i % 5) + 10 % (i % 5)
        except ZeroDivisionError as e:
            z += 1000
            msg = str(e)
    return z, msg
print(by_zero(3000))
def by_zero_float(n):
    z = 0
    msgs = set()
    for i in range(n):
        try:
            if i % 3 == 0: z += 1.0 / (i % 4 * 1.0)
            elif i % 3 == 1: z += 1.0 // (i % 4 * 1.0)
            else: z += 1.0 % (i % 4 * 1.0)
        except ZeroDivisionError as e:
            msgs.add(str(e))
    return z, sorted(msgs)
print(by_zero_float(3000))
def smallest(n):
    x = -2 ** 63
    c = 0
    for i in range(n):
        q = x // -1
        c += q == 2 ** 63
        c += (x % -1) == 0
    return c, q
print(smallest(2000))
def signs_of_zero(n):
    out = []
    for i in range(n):
        v = (-0.0) % 3.0, 0.0 % -3.0, -0.0 // 1.0, 0.0 // -2.0, -6.0 % 3.0, 6.0 % -3.0
    return v
print(signs_of_zero(1000))
def true_division(n):
    s = 0.0
    for i in range(1, n):
        s += i / 3 + 2 ** 60 / i + (i * 2 ** 55) / 7
    return s
print(true_division(2000))
def divmods(n):
    a = b = 0
    for i in range(-n, n):
        q, r = divmod(i * 17, 13 if i % 2 else -13)
        a += q
        b += r
    return a, b
print(divmods(2000))
