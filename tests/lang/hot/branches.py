# Loops with many paths: side traces, and side traces of side traces.
def two(n):
    a = b = 0
    for i in range(n):
        if i % 2:
            a += i
        else:
            b += i
    return a, b
print(two(5000))
def rare(n):
    a = b = 0
    for i in range(n):
        if i % 1000 == 999:
            b += 1
        else:
            a += 1
    return a, b
print(rare(8000))
def tree(n):
    c = [0] * 8
    for i in range(n):
        if i & 1:
            if i & 2:
                if i & 4: c[7] += i
                else: c[3] += i
            else:
                if i & 4: c[5] += i
                else: c[1] += i
        elif i & 2:
            c[2 if not i & 4 else 6] += i
        else:
            c[0 if not i & 4 else 4] += i
    return c
print(tree(8000))
def phases(n):
    s = 0
    for i in range(n):
        if i < n // 4: s += 1
        elif i < n // 2: s += 2
        elif i < 3 * n // 4: s -= 3
        else: s += 4
    return s
print(phases(8000))
def collatz(limit):
    best = (0, 0)
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > best[0]:
            best = (steps, start)
    return best
print(collatz(1500))
def machine(n):
    state, out = "a", []
    counts = {"a": 0, "b": 0, "c": 0}
    for i in range(n):
        counts[state] += 1
        if state == "a":
            state = "b" if i % 3 else "c"
        elif state == "b":
            state = "c" if i % 2 else "a"
        else:
            state = "a"
    return counts
print(machine(5000))
def conditions(n):
    a = b = c = 0
    for i in range(n):
        if i % 2 and i % 3 or i % 5 == 0 and not i % 7:
            a += 1
        if not (i % 2 or i % 3) and (i % 5 or i % 7 == 0):
            b += 1
        if 10 < i % 100 < 50 <= i % 60 or i in (1, 2, 3):
            c += 1
    return a, b, c
print(conditions(5000))
def while_complex(n):
    i, j, k = 0, n, 0
    while i < j and (k < n * 3 or i % 2 == 0) and not (i > 100 and j < 50):
        if (i + j) % 3 == 0:
            i += 2
        else:
            j -= 1
        k += i & 1
    return i, j, k
print(while_complex(5000))
def breaks(n):
    r = []
    for i in range(n):
        for j in range(i % 20):
            if i * j % 97 == 50:
                break
            if j % 5 == 3:
                continue
        else:
            continue
        r.append((i, j))
    return len(r), r[:3], r[-3:]
print(breaks(1500))
def sieve(n):
    flags = [True] * n
    count = 0
    for i in range(2, n):
        if flags[i]:
            count += 1
            for j in range(i + i, n, i):
                flags[j] = False
    return count
print(sieve(8000))
def gcds(n):
    t = 0
    for a in range(1, n):
        x, y = a * 12, n
        while y:
            x, y = y, x % y
        t += x
    return t
print(gcds(1200))
def chained(n):
    c = [0, 0, 0]
    for i in range(n):
        x = i % 10
        c[0] += 2 < x < 7
        c[1] += 1 if 3 <= x <= 3 else 0
        c[2] += x < 5 != 3 > 2
    return c
print(chained(4000))
def binary_search(n):
    l = list(range(0, n * 3, 3))
    found = 0
    for t in range(n):
        lo, hi = 0, len(l)
        while lo < hi:
            mid = (lo + hi) // 2
            if l[mid] < t:
                lo = mid + 1
            elif l[mid] > t:
                hi = mid
            else:
                found += mid
                break
    return found
print(binary_search(1500))
def random_walk(n):
    x = y = 0
    seed = 42
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        d = seed >> 16 & 3
        if d == 0: x += 1
        elif d == 1: x -= 1
        elif d == 2: y += 1
        else: y -= 1
    return x, y, seed
print(random_walk(20000))
def return_inside(n):
    for i in range(n):
        if i * i > 5000000:
            return i
    return None
print(return_inside(5000), return_inside(100))
def ternaries(n):
    s = 0
    for i in range(n):
        s += (1 if i % 2 else 2) if i % 3 else (3 if i % 5 else 4)
        s = s if s < 10 ** 6 else 0
    return s
print(ternaries(5000))
