# Leaving loops by every way: break, return, exception, exhausted iterator, from inlined frames and nested loops.
def by_return(n, where):
    for i in range(n):
        for j in range(10):
            if i * 10 + j == where:
                return "found", i, j
    else:
        return "exhausted", i
for w in (0, 7, 999, 5003, 29999, 10 ** 9):
    print(w, by_return(3000, w))
def by_break(n, where):
    k = 0
    for i in range(n):
        k = i
        if i == where: break
    else:
        k = -1
    return k, i
for w in (0, 1, 1500, 2999, 5000):
    print(w, by_break(3000, w))
def helper(i, where):
    if i == where:
        raise LookupError(i)
    return i + 1
def by_exception(n, where):
    s = 0
    try:
        for i in range(n):
            s = helper(s, where)
    except LookupError as e:
        return "raised", e.args[0], i
    return s
for w in (0, 5, 2000, 9999):
    print(w, by_exception(3000, w))
def by_while_else(n):
    i = 0
    while i < n:
        i += 1
        if i == 10 ** 6: break
    else:
        return "else", i
    return "break", i
print(by_while_else(3000))
def continue_outer(n):
    c = 0
    for i in range(n):
        for j in range(5):
            if (i + j) % 4 == 3: break
            if j % 2: continue
            c += j
        else:
            c += 100
            continue
        c += 1
    return c
print(continue_outer(2000))
def exits_at(n, stops):
    out = []
    for s in stops:
        x = 0
        for i in range(n):
            x += i
            if x > s: break
        out.append((i, x))
    return out
print(exits_at(3000, [0, 10, 1000, 10 ** 6, 4 * 10 ** 6, 10 ** 9, 3, 2000000]))
def deep(a, k):
    if k == 0:
        return a if a % 5 else None
    r = deep(a, k - 1)
    return None if r is None else r + 1
def deep_loop(n):
    s = none = 0
    for i in range(n):
        r = deep(i, 3)
        if r is None: none += 1
        else: s += r
    return s, none
print(deep_loop(2000))
def two_loops_share(n):
    def run(k, stop):
        t = 0
        while True:
            t += k
            if t > stop: return t
    return [run(k, n) for k in (1, 2, 3, 7, 0.5, 2 ** 40)]
print(two_loops_share(2000))
def generator_exit(n):
    def g():
        i = 0
        while True:
            i += 1
            if i == n: return
            yield i
    s = 0
    for v in g(): s += v
    return s
print(generator_exit(3000))
def nested_functions_exit(n):
    def outer(i):
        def inner(j):
            return i * j if j % 7 else -1
        t = 0
        for j in range(1, 9):
            v = inner(j)
            if v < 0: break
            t += v
        return t
    return sum(outer(i) for i in range(n))
print(nested_functions_exit(400))
