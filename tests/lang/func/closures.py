# Closures, cells, nonlocal, global, scopes.
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return inc, get
inc, get = counter()
inc2, get2 = counter()
print(inc(), inc(5), get(), inc2(), get2(), get())
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
fs = []
for i in range(3):
    def f():
        return i
    fs.append(f)
print([f() for f in fs])
i = 100
print([f() for f in fs])
def make(n):
    def add(x):
        return x + n
    n += 1
    return add
print(make(1)(10), make(5)(10))
def deep(a):
    def b():
        def c():
            def d():
                nonlocal a
                a += 1
                return a
            return d
        return c
    return b()()
d1 = deep(1)
print(d1(), d1(), deep(10)())
g = 1
def use_global():
    global g, created
    g += 1
    created = "made"
    return g
print(use_global(), g, created)
def shadow():
    g = "local"
    def inner():
        return g
    return inner()
print(shadow(), g)
def unbound():
    print(later)
    later = 1
def unbound_cell():
    def inner():
        return later
    inner()
    later = 1
def unbound_global():
    return nowhere
def deleted():
    x = 1
    del x
    return x
def deleted_cell():
    x = 1
    def inner():
        return x
    del x
    return inner()
def augmented():
    g += 1
def delete_unbound():
    del q
    q = 1
for f in (unbound, unbound_cell, unbound_global, deleted, deleted_cell, augmented, delete_unbound):
    try:
        f()
    except NameError as e:
        print(f.__name__, type(e).__name__ + ":", e)
x = "module"
class C:
    x = "class"
    y = x
    def m(self):
        return x
    z = [x for _ in range(1)]
    w = (lambda: x)()
print(C.y, C().m(), C.z, C.w)
def scope():
    x = "function"
    class D:
        y = x
        x = "body"
        z = x
        def m(self):
            return x
    return D.y if hasattr(D, "y") else None, D.z, D().m()
try:
    print(scope())
except NameError as e:
    print(type(e).__name__ + ":", e)
def free_in_class():
    x = "function"
    class D:
        y = x
        def m(self):
            return x
    return D.y, D().m()
print(free_in_class())
def param_cell(a, *args, b=2, **kw):
    def inner():
        return a, args, b, kw
    a = a + 1
    return inner
print(param_cell(1, 2, 3, c=4)())
def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run
print(compose(lambda x: x + 1, lambda x: x * 2, str)(5))
def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)
print(fact(20), fact(30))
def local_rec(n):
    def fib(k):
        return k if k < 2 else fib(k - 1) + fib(k - 2)
    return fib(n)
print(local_rec(15))
print(inc.__closure__[0].cell_contents if inc.__closure__ else None, inc.__code__.co_freevars, make.__closure__)
def conditional(flag):
    if flag:
        v = 1
    def get():
        return v
    return get
print(conditional(True)())
try:
    conditional(False)()
except NameError as e:
    print("NameError:", e)
def loop_var():
    out = []
    for k in range(3):
        out.append(lambda: k)
    k = "after"
    return [f() for f in out]
print(loop_var())
def comp_scope():
    k = "outer"
    r = [k for k in range(3)]
    return k, r, [lambda: k for k in range(2)][0]()
print(comp_scope())
def locals_test(a, b=2):
    c = a + b
    return sorted(locals().items())
print(locals_test(1), "g" in globals(), globals()["g"])
def accumulate():
    total = 0
    def add(v):
        nonlocal total
        for k in v:
            total += k
        return total
    return add
acc = accumulate()
print(acc([1, 2]), acc([3]), acc([]))
