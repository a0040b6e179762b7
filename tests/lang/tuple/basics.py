# tuple: building, unpacking, comparison, hashing.
t = (1, "a", None)
print(t, len(t), t[0], t[-1], t[1:], t + (2,), t * 2, 1 in t, t.index("a"), t.count(1), (1,), 1, ())
print(tuple(), tuple([1, 2]), tuple("ab"), tuple(i for i in range(3)), (*[1, 2], 3), (1, *(), 2), tuple({1: 2}))
a, b, c = t
print(a, b, c)
(a, b), c = (1, 2), 3
[d, e] = "xy"
print(a, b, c, d, e)
a, b = b, a
print(a, b)
first, *rest = range(5)
*init, last = "abc"
x, *y, z = 1, 2
print(first, rest, init, last, x, y, z)
a = b = c = (0,)
print(a is b is c)
(p, (q, [r, s])), u = (1, (2, (3, 4))), 5
print(p, q, r, s, u)
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)
for i, *j in [(1, 2, 3), (4,)]:
    print(i, j)
print(hash((1, 2)) == hash((1.0, 2.0)), hash(()) == hash(()), {(1, 2): "v"}[(1, 2)], (1, (2, 3)) == (1, (2, 3)), {(1, (2, "x")): 5}[1, (2, "x")])
print((1, 2) < (1, 2, 0), (1, 3) > (1, 2, 5), () < (0,), (1, "a") < (1, "b"), (1, [2]) == (1, [2]))
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: t[5]))
print(error(lambda: t["a"]))
print(error(lambda: t + [1]))
print(error(lambda: t * t))
print(error(lambda: hash(([],))))
print(error(lambda: t.append(1)))
print(error(lambda: t.index(99)))
print(error(lambda: tuple(5)))
print(error(lambda: (1,) < (None,)))
print(error(lambda: (1, 2).foo))
def f1():
    t[0] = 1
def f2():
    del t[0]
def f3():
    a, b = 1, 2, 3
def f4():
    a, b, c = 1, 2
def f5():
    a, b = None
def f6():
    a, *b = []
def f7():
    a, *b, c = [1]
def f8():
    (a, b), c = [1, 2], [3, 4], 5
def f9():
    a, b = "abc"
def f10():
    a, b = {}
def f11():
    for a, b in [(1, 2), (3,)]:
        pass
def f12():
    a, b = (i for i in range(5))
def f13():
    [a, b] = 3.5
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13):
    print(f.__name__, error(f))
def multi():
    return 1, 2
q, w = multi()
print(q, w, multi(), type(multi()).__name__)
class P(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self):
        return self[0]
v = P(3, 4)
print(v, v.x, len(v), v == (3, 4), hash(v) == hash((3, 4)), v[1], type(v).__name__, isinstance(v, tuple), v + (5,))
i = 0
arr = [0, 0, 0]
i, arr[i] = 1, 9
print(i, arr)
arr[0], arr[1], arr[2] = arr[2], arr[0], arr[1]
print(arr)
