# Decorators, function attributes, callables as objects.
def trace(f):
    def wrapper(*a, **k):
        print("call", f.__name__, a, sorted(k.items()))
        r = f(*a, **k)
        print("return", r)
        return r
    wrapper.__name__ = f.__name__
    return wrapper
@trace
def add(a, b=1):
    return a + b
print(add(1), add(1, b=5), add.__name__)
def repeat(n):
    def deco(f):
        def wrapper(*a):
            return [f(*a) for _ in range(n)]
        return wrapper
    return deco
@repeat(2)
@repeat(3)
def hi(x):
    return x
print(hi("a"))
order = []
def d(n):
    order.append(("made", n))
    def deco(f):
        order.append(("applied", n))
        return f
    return deco
@d(1)
@d(2)
def g():
    pass
print(order)
class Memo:
    def __init__(self, f):
        self.f = f
        self.cache = {}
    def __call__(self, n):
        if n not in self.cache:
            self.cache[n] = self.f(n)
        return self.cache[n]
@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), len(fib.cache))
def register(cls):
    registry[cls.__name__] = cls
    cls.tag = "registered"
    return cls
registry = {}
@register
class Plugin:
    pass
print(registry["Plugin"] is Plugin, Plugin.tag)
@(lambda f: lambda: f() * 2)
def doubled():
    return 21
print(doubled())
buttons = [lambda f: "replaced"]
@buttons[0]
def gone():
    pass
print(gone)
def h():
    h.count += 1
    return h.count
h.count = 0
h()
print(h(), h.count, h.__dict__, hasattr(h, "nothing"), h.__module__)
h.__name__ = "renamed"
h.__doc__ = "text"
print(h.__name__, h.__doc__)
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max, "s": str}
print(table["+"](1, 2), table["-"](1, 2), table["max"](4, 9), table["s"](5), [f(-3) for f in (abs, str, bool, float)])
class Adder:
    def __init__(self, n):
        self.n = n
    def __call__(self, *a, scale=1):
        return (self.n + sum(a)) * scale
a = Adder(10)
print(a(), a(1, 2), a(1, scale=3), callable(a), callable(5), callable(len), callable(Adder), list(map(a, [1, 2])))
m = [].append
m(1)
m(2)
print(m.__self__, "abc".upper(), (5).__add__(1), list(map("x".__add__, "ab")), list(map(str.upper, ["a", "b"])))
try:
    h.missing
except AttributeError as e:
    print("AttributeError:", e)
try:
    len.attribute = 1
except AttributeError as e:
    print("AttributeError:", e)
