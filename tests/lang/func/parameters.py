# All kinds of parameters.
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(f(1, c=3), f(1, 5, c=3), f(1, 5, 6, 7, c=3, d=8, e=9), f(a=1, c=2), f(*[1, 2, 3], **{"c": 4, "z": 5}), f(c=1, a=2, b=3))
def pos(a, b, /, c, *, d):
    return a, b, c, d
print(pos(1, 2, 3, d=4), pos(1, 2, c=3, d=4), pos(1, 2, d=4, c=3))
def posdef(a=1, /, b=2, *, c=3):
    return a, b, c
print(posdef(), posdef(9), posdef(9, 8), posdef(b=7), posdef(c=6))
def poskw(a, /, **kw):
    return a, kw
print(poskw(1, a=2))
def only(*, x, y=5):
    return x, y
print(only(x=1), only(y=2, x=1))
def var(*args):
    return args
print(var(), var(1), var(1, 2), var(*[], *"ab", 3), var(*(i for i in range(3))), var(*{"k": 1}))
def kw(**k):
    return k
print(kw(), kw(a=1), kw(**{"x": 1}, y=2), kw(**{}, **{"z": 1}))
def mutable(x, acc=[]):
    acc.append(x)
    return acc
print(mutable(1), mutable(2), mutable(3, []), mutable(4))
n = 10
def frozen(x=n):
    return x
n = 20
print(frozen(), n)
def order(a=print("default a"), b=print("default b")):
    pass
def show(x):
    print("evaluate", x)
    return x
kw(b=show(1), a=show(2))
var(show("x"), *[show("y")], show("z"))
l = lambda x, y=2, *a, z=3, **k: (x, y, a, z, k)
print(l(1), l(1, 5, 6, z=7, q=8), (lambda: 5)(), (lambda *a: a)(1, 2), (lambda **k: k)(a=1))
def annotated(a: int, b: "str" = "x", *c: list, d: dict = None) -> tuple:
    """Doc."""
    return a, b
print(annotated(1), annotated.__doc__, annotated.__annotations__, annotated.__defaults__, annotated.__kwdefaults__, annotated.__name__)
print(f.__defaults__, f.__kwdefaults__, f.__code__.co_argcount, f.__code__.co_varnames, f.__code__.co_name)
d = {"a": 1}
def change(**k):
    k["a"] = 99
change(**d)
print(d)
t = [1, 2]
def star(*a):
    return a
print(star(*t) == (1, 2), star(*t) is t)
def swap(a, b):
    a, b = b, a
    return a, b
print(swap(1, 2), swap(b=1, a=2))
def rebinding(a):
    a += 1
    return a
x = 5
print(rebinding(x), x)
def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p):
    return a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p
print(many(*range(16)), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, p=16))
print(max(*[1, 2, 3]), print.__name__, int(*["12"], **{"base": 8}), sorted([3, 1], **{"reverse": True}), "{a}{b}".format(**{"a": 1, "b": 2}), dict(*[[("k", "v")]], z=1))
