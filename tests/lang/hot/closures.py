# Cells read and written in hot loops.
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter()
for i in range(3000):
    c()
print(c())
def loop_with_cell(n):
    total = 0
    def add(v):
        nonlocal total
        total += v
    for i in range(n):
        add(i)
        if i == n // 2:
            total = float(total)
    return total
print(loop_with_cell(3000))
def shared(n):
    x = 0
    def get(): return x
    def put(v):
        nonlocal x
        x = v
    s = 0
    for i in range(n):
        put(i)
        s += get()
        x = x + 1
        s += get()
    return s
print(shared(3000))
def makers(n):
    fs = []
    for i in range(n):
        def f(k=i):
            return k + i
        fs.append(f)
    return sum(f() for f in fs)
print(makers(1000))
def late(n):
    fs = [lambda: i for i in range(n)]
    return sum(f() for f in fs)
print(late(1000))
def adders(n):
    add = [lambda x, k=k: x + k for k in (1, 2.5, 10)]
    s = 0
    for i in range(n):
        s = add[i % 3](s)
    return s
print(adders(3000))
def different_cells(n):
    def make(k):
        def f(x): return x + k
        return f
    s = 0
    for i in range(n):
        s = make(i % 7)(s)
    return s
print(different_cells(3000))
def unbound(n):
    def get(): return v
    c = 0
    for i in range(n):
        try:
            get()
            c += 1
            if i % 100 == 50:
                del v
        except NameError as e:
            c += 1000
            v = 1
            msg = str(e)
    return c, msg
print(unbound(3000))
def recursive(n):
    def fib(k):
        return k if k < 2 else fib(k - 1) + fib(k - 2)
    return fib(n)
print(recursive(17))
def memo(n):
    cache = {}
    def f(k):
        if k in cache:
            return cache[k]
        r = k if k < 2 else (f(k - 1) + f(k - 2)) % 1000007
        cache[k] = r
        return r
    s = 0
    for i in range(n):
        s += f(i % 300)
    return s, len(cache)
print(memo(2000))
def nested_nonlocal(n):
    a = 0
    def outer():
        b = 0
        def inner():
            nonlocal a, b
            a += 1
            b += a % 3
            return b
        return inner
    f, g = outer(), outer()
    for i in range(n):
        f()
        if i % 2: g()
    return a, f(), g()
print(nested_nonlocal(3000))
def loop_var_cell(n):
    out = []
    for i in range(n):
        def peek(): return i
        if i % 500 == 0:
            out.append(peek)
    return [p() for p in out]
print(loop_var_cell(3000))
def compose(n):
    f = lambda x: x
    for i in range(20):
        f = (lambda g, k: lambda x: g(x) + k)(f, i)
    s = 0
    for i in range(n):
        s += f(i)
    return s
print(compose(300))
