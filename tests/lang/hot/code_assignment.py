"""__code__ and defaults of functions assigned while calls of them are inlined in compiled code, also by themselves."""
# __code__ assigned while a function is inlined in a running trace
def small(x): return x + 1
def other(x): return x + 100
def change(i):
    if i == 5000: small.__code__ = other.__code__
def main():
    t = 0
    for i in range(10000):
        t += small(i)
        change(i)
    return t
print(main())
def inner(x, n):
    if n == 7000:
        swap()
    return x + 1
def inner2(x, n): return x - 1
def swap(): inner.__code__ = inner2.__code__
def main2():
    t = 0
    for i in range(10000):
        t = inner(t, i) + inner(t, i)
        if not -1000 < t < 1000: t = 0
    return t
print(main2())
def deflt(x, y=1): return x + y
def setd(i):
    if i == 5000: deflt.__defaults__ = (1000,)
def main3():
    t = 0
    for i in range(10000):
        t += deflt(i); setd(i)
    return t
print(main3())
def kwd(x, *, y=1): return x + y
def setk(i):
    if i == 5000: kwd.__kwdefaults__ = {"y": 1000}
    if i == 6000: kwd.__kwdefaults__["y"] = 2000
def main4():
    t = 0
    for i in range(10000):
        t += kwd(i); setk(i)
    return t
print(main4())
class C:
    def m(self, x): return x + 1
    def __init__(self, v): self.v = v
    def __add__(self, o): return C(self.v + o.v)
def m2(self, x): return x + 50
def i2(self, v): self.v = v + 1
def chg(i):
    if i == 5000: C.m.__code__ = m2.__code__
    if i == 6000: C.__init__.__code__ = i2.__code__
def main5():
    t = 0
    c = C(0)
    one = C(1)
    for i in range(10000):
        t += c.m(i); c = c + one; chg(i)
    return t, c.v
print(main5())
def gen(n):
    for i in range(n): yield i
def gen2(n):
    for i in range(n): yield i * 2
def main6():
    t = 0
    for i in range(3000):
        for x in gen(3): t += x
        if i == 1500: gen.__code__ = gen2.__code__
    return t
print(main6())
vals = [1] * 10000
vals[7000] = 1.5
def own(x, n):
    setattr(own, "__code__", codes[n])
    y = x + vals[n]
    z = [y, "const", 777]
    return z[0] + len(z[1]) + z[2]
def replaced(x, n):
    a = b = c = d = e = 5
    return "other", a, b, c, d, e, x, n
codes = [own.__code__] * 10000
codes[7000] = replaced.__code__
def main7():
    t = 0
    out = []
    for i in range(7003):
        r = own(i, i)
        if i > 6998: out.append(r)
    return out
print(main7())
def inner3(x, n):
    inner3.__code__ = codes3[n]
    y = x + vals[n]
    z = [y, "const", 777]
    return z[0] + len(z[1]) + z[2]
codes3 = [inner3.__code__] * 10000
codes3[7000] = replaced.__code__
def main8():
    out = []
    for i in range(7003):
        r = inner3(i, i)
        if i > 6998: out.append(r)
    return out
print(main8())
