# Exits inside inlined calls: the frames must be rebuilt.
def leaf(x, limit):
    if x > limit:
        return -x
    return x * 2
def middle(a, b):
    t = leaf(a, b)
    u = leaf(b, a)
    return t + u
def loop(n):
    s = 0
    for i in range(n):
        s += middle(i % 100, 50)
    return s
print(loop(4000))
def failing(x):
    local = x + 1
    if x == 2500:
        raise ValueError("at %d" % local)
    return local
def wrapper(x):
    before = "kept"
    r = failing(x)
    return r, before
def run(n):
    s = 0
    for i in range(n):
        try:
            r, b = wrapper(i)
            s += r
        except ValueError as e:
            tb = e.__traceback__
            names = []
            while tb:
                names.append(tb.tb_lineno)
                tb = tb.tb_next
            result = names, str(e)
    return s, result, b
print(run(4000))
def type_exit(x):
    y = x + 1
    z = y * 2
    return z - x
def type_loop(n):
    out = []
    for i in range(n):
        v = i if i != n - 5 else 2.5
        out.append(type_exit(v))
    return out[-6:]
print(type_loop(3000))
def add3(a, b, c): return a + b + c
def deep4(x): return add3(x, x + 1, 1) + add3(1, x, 2)
def deep3(x): return deep4(x) * 2 if x % 3 else deep4(-x)
def deep2(x): return deep3(x) + (deep3(x + 1) if x % 7 == 0 else 0)
def deep1(x): return deep2(x) - deep2(x // 2)
def deep(n):
    s = 0
    for i in range(n):
        s += deep1(i)
    return s
print(deep(3000))
def default(a, b=10): return a * b
def kw(n):
    s = 0
    for i in range(n):
        s += default(i) + default(b=i, a=2) + default(i, b=3)
    return s
print(kw(3000))
def overflow_inside(x): return x * x
def ov(n):
    s = 0
    for i in range(n):
        s = overflow_inside(s % 10 ** 12 + i)
    return s
print(ov(3000))
def list_arg(l, i):
    l[i % len(l)] += i
    return l[-1]
def mut(n):
    l = [0, 0, 0]
    s = 0
    for i in range(n):
        s += list_arg(l, i)
        if i == n - 100:
            l.append(0.5)
    return s, l
print(mut(3000))
def swap(f, g, n):
    s = 0
    for i in range(n):
        h = f if i % 300 < 200 else g
        s += h(i)
    return s
print(swap(lambda x: x, lambda x: -x, 3000), swap(abs, lambda x: x // 2, 3000), swap(leaf.__class__ and (lambda x: leaf(x, 5)), abs, 3000))
def loop_in_call(n):
    s = 0
    for j in range(n):
        s += j
    return s
def calls_loop(n):
    t = 0
    for i in range(n):
        t += loop_in_call(i % 5) + loop_in_call(3)
    return t
print(calls_loop(2000))
def returns_none(x):
    if x > 100:
        return
    return x
def nones(n):
    c = s = 0
    for i in range(n):
        v = returns_none(i % 150)
        if v is None: c += 1
        else: s += v
    return c, s
print(nones(3000))
def many_locals(a):
    b = a + 1; c = b * 2; d = c - a; e = d ^ b; f = e + c; g = f - d; h = g * 3; i = h % 97; j = i + a; k = j - b; l = k + c
    if a % 1000 == 999:
        return locals()
    return l
def locals_loop(n):
    s = 0
    for q in range(n):
        r = many_locals(q)
        if isinstance(r, dict):
            print(sorted(r.items()))
        else:
            s += r
    return s
print(locals_loop(3500))
def star(*a): return len(a) + (a[0] if a else 0)
def stars(n):
    s = 0
    for i in range(n):
        s += star() + star(i) + star(i, 2) + star(*[i] * (i % 4))
    return s
print(stars(2000))
def mutual(n, a):
    return even(n, a) if a else odd(n, a)
def even(n, a): return True if n == 0 else odd(n - 1, a)
def odd(n, a): return False if n == 0 else even(n - 1, a)
print([mutual(i % 20, i % 2) for i in range(300)].count(True))
