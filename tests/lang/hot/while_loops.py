# while loops with complicated conditions, and loops whose condition has side effects.
def two_conditions(n):
    i, j = 0, n
    while i < j and i * i < n * n // 2:
        i += 1
        if i % 3 == 0: j -= 1
    return i, j
print(two_conditions(3000))
def or_not(n):
    i = 0
    while not (i > n or i == n // 2 + 7):
        i += 1
    return i
print(or_not(5000))
def side_effect(n):
    l = list(range(n))
    s = 0
    while l and l.pop() != 5:
        s += len(l)
    return s, l
print(side_effect(3000))
def walrus(n):
    it = iter(range(n))
    s = 0
    while (v := next(it, None)) is not None:
        s += v
    return s
print(walrus(3000))
calls = 0
def more(i, n):
    global calls
    calls += 1
    return i < n
def call_condition(n):
    i = 0
    while more(i, n):
        i += 2
    return i
print(call_condition(4000), calls)
def chained(n):
    i = 0
    while 0 <= i < n != 5:
        i += 3
    return i
print(chained(4000))
def float_condition(n):
    x = 1.0
    c = 0
    while x < 1e300 and c < n:
        x *= 1.1
        c += 1
    return c, x
print(float_condition(10000))
def nan_condition(n):
    x, c = 1.0, 0
    while x == x and c < n:
        c += 1
        if c == 2000: x = float("nan")
    return c
print(nan_condition(5000))
def else_branch(n):
    i = 0
    out = []
    for start in range(0, n, 700):
        i = start
        while i < start + 600:
            i += 1
            if i == 1900: break
        else:
            out.append(i)
    return out
print(else_branch(4000))
def truthy_objects(n):
    class Left:
        def __init__(self, k): self.k = k
        def __bool__(self):
            self.k -= 1
            return self.k > 0
    l = Left(n)
    c = 0
    while l:
        c += 1
    return c
print(truthy_objects(3000))
def len_condition(n):
    l = []
    while len(l) < n:
        l.append(len(l))
        if len(l) == n // 2: l.append("half")
    return len(l), l[n // 2]
print(len_condition(3000))
def infinite_break(n):
    i = 0
    while 1:
        i += 1
        while True:
            i += 1
            if i % 7 == 0: break
        if i > n: return i
print(infinite_break(5000))
def digits(n):
    t = 0
    for i in range(n):
        v = i
        while v:
            t += v % 10
            v //= 10
    return t
print(digits(2000))
def gcd_sum(n):
    s = 0
    i = 1
    while i < n:
        a, b = i, n
        while b: a, b = b, a % b
        s += a
        i += 1
    return s
print(gcd_sum(1000))
def string_walk(s):
    i = depth = best = 0
    while i < len(s) and depth >= 0:
        c = s[i]
        depth += 1 if c == "(" else -1 if c == ")" else 0
        best = max(best, depth)
        i += 1
    return i, depth, best
print(string_walk("((a)(b(c)))" * 300), string_walk("(()" * 500 + ")" * 501 + "((("))
def big_counter(n):
    i = 2 ** 63 - 1000
    c = 0
    while i < 2 ** 63 + n:
        i += 1
        c += 1
    return i, c
print(big_counter(1000))
def countdown(n):
    while n > -5:
        n -= 1
    while n:
        n += 1
    return n
print(countdown(3000))
def complicated(n):
    a, b, c = 0, n, 0
    while (a < b and not c > 500) or (a % 2 == 0 and b > n - 50) or (c in (501, 502) and a != b):
        if a % 3 == 0 or b % 5 == 0: c += 1
        a += 1
        b -= a % 2
    return a, b, c
print(complicated(3000))
