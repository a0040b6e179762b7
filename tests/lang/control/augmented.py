# Augmented assignment: each target kind, each operator, evaluation order.
x = 10
x += 5; print(x)
x -= 3; print(x)
x *= 4; print(x)
x //= 5; print(x)
x **= 2; print(x)
x %= 7; print(x)
x <<= 5; print(x)
x >>= 2; print(x)
x |= 3; print(x)
x &= 10; print(x)
x ^= 15; print(x)
x /= 2; print(x)
s = "a"; s += "b"; s *= 3; print(s)
s %= () if False else (); print(s)
l = [1]; m = l; l += [2]; l *= 2; print(l, m, l is m)
t = (1,); u = t; t += (2,); print(t, u)
d = {"k": 1}; d["k"] += 5; d["k"] **= 2; print(d)
a = [[1, 2], [3]]; a[0][1] += 10; a[1] += [4]; print(a)
st = {1}; st |= {2}; st -= {1}; print(st)
class C:
    n = 0
    def __init__(self): self.v = 1; self.l = []
c = C()
c.v += 1; c.v *= 10; c.l += [1]; c.n += 5
print(c.v, c.l, c.n, C.n)
log = []
def f(x):
    log.append(x)
    return x
arr = [1, 2, 3]
def get():
    log.append("get")
    return arr
get()[f(1)] += f(10)
print(arr, log)
class D(dict):
    def __getitem__(self, k): log.append(("get", k)); return super().__getitem__(k)
    def __setitem__(self, k, v): log.append(("set", k, v)); super().__setitem__(k, v)
log.clear()
dd = D(a=1)
dd["a"] += 1
print(log)
tup = ([1],)
try:
    tup[0] += [2]
except TypeError as e:
    print(e, tup)
def g():
    y = 1
    def h():
        nonlocal y
        y += 1
        y *= 3
        return y
    return h() + y
print(g())
i = 0
vals = [5, 6, 7]
i, vals[i] = 1, 0
print(i, vals)
vals[i] += vals[i - 1] + 1
print(vals)
b = bytearray(b"a"); b += b"b"; print(b)
r = 1.5; r += 1; r //= 1; print(r)
n = None
try:
    n += 1
except TypeError as e:
    print(e)
for op in range(12):
    try:
        v = "s"
        if op == 0: v += 1
        if op == 1: v -= 1
        if op == 2: v *= "x"
        if op == 3: v /= 1
        if op == 4: v //= 1
        if op == 5: v **= 2
        if op == 6: v <<= 1
        if op == 7: v >>= 1
        if op == 8: v &= 1
        if op == 9: v |= 1
        if op == 10: v ^= 1
        if op == 11: v @= 1
    except TypeError as e:
        print(op, e)
big = 2 ** 49
for _ in range(4):
    big += big
    print(big)
big -= 2 ** 53
print(big)
