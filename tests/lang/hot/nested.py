# Nested loops: inner loops get hot first, counts vary, inner loops of zero and one rounds.
def triangle(n):
    s = 0
    for i in range(n):
        for j in range(i):
            s += i ^ j
    return s
print(triangle(150))
def three(n):
    c = 0
    for i in range(n):
        for j in range(n):
            for k in range(n):
                if i < j < k:
                    c += 1
    return c
print(three(30))
def empty_inner(n):
    s = 0
    for i in range(n):
        for j in range(0):
            s += 1000
        for j in range(1):
            s += 1
        for j in range(i % 3):
            s += j
    return s
print(empty_inner(3000))
def while_nest(n):
    i = t = 0
    while i < n:
        j = i
        while j > 0:
            j //= 2
            k = 0
            while k < j and k < 3:
                k += 1
                t += k
        i += 1
    return t
print(while_nest(1000))
def mandel(w, h, limit):
    rows = []
    for y in range(h):
        row = ""
        for x in range(w):
            cr, ci = x * 3.0 / w - 2.0, y * 2.0 / h - 1.0
            zr = zi = 0.0
            n = 0
            while n < limit and zr * zr + zi * zi <= 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n += 1
            row += " .:-=+*#%@"[n * 9 // limit]
        rows.append(row)
    return rows
for r in mandel(60, 20, 40):
    print(r)
def inner_type_change(n):
    out = []
    for i in range(n):
        s = 0 if i % 2 else 0.0
        for j in range(50):
            s += j
        out.append(s)
    return out[:4], out[-2:]
print(inner_type_change(100))
def inner_break_value(n):
    last = []
    for i in range(1, n):
        for j in range(2, n):
            if i % j == 0:
                break
        last.append(j)
    return sum(last), last[-5:]
print(inner_break_value(150))
def call_with_loop(k):
    s = 0
    for i in range(k):
        s += i
    return s
def loops_in_calls(n):
    return sum(call_with_loop(i % 30) for i in range(n)), [call_with_loop(i) for i in range(5)]
print(loops_in_calls(500))
def shared_iterator(n):
    it = iter(range(n))
    pairs = 0
    for a in it:
        for b in it:
            pairs += a * b
            if b % 7 == 0:
                break
    return pairs
print(shared_iterator(3000))
def deep_break():
    hits = 0
    for a in range(20):
        for b in range(20):
            for c in range(20):
                if a + b + c == 30:
                    hits += 1
                    break
            else:
                continue
            if hits % 7 == 0:
                break
    return hits
print(deep_break())
def prime_count(n):
    c = 0
    for i in range(2, n):
        j = 2
        while j * j <= i:
            if i % j == 0:
                break
            j += 1
        else:
            c += 1
    return c
print(prime_count(3000))
def edit(a, b):
    prev = list(range(len(b) + 1))
    for i, x in enumerate(a):
        cur = [i + 1]
        for j, y in enumerate(b):
            cur.append(min(prev[j] + (x != y), prev[j + 1] + 1, cur[j] + 1))
        prev = cur
    return prev[-1]
print(edit("kitten" * 8, "sitting" * 7))
