# with: order, suppression, errors in enter and exit, several managers.
class M:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail
    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.name)
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v, tb is not None)
        if self.fail == "exit":
            raise RuntimeError("exit " + self.name)
        return self.suppress
with M("a") as x:
    print("body", x)
with M("b"), M("c") as y, M("d"):
    print("body", y)
with (M("e") as p, M("f") as q,):
    print(p, q)
with M("g", suppress=True):
    raise ValueError("gone")
print("after")
for kind in ("enter", "exit"):
    try:
        with M("outer"), M("inner", fail=kind):
            print("in body")
    except RuntimeError as e:
        print("RuntimeError", e)
try:
    with M("h", fail="exit"):
        raise ValueError("body")
except RuntimeError as e:
    print(e, repr(e.__context__))
try:
    with M("i"):
        raise ValueError("passes")
except ValueError as e:
    print("caught", e)
def returns():
    with M("j"):
        return "value"
print(returns())
def loops():
    for i in range(3):
        with M("k%d" % i):
            if i == 0: continue
            if i == 1: break
    return i
print(loops())
def nested():
    with M("l", suppress=True):
        with M("m"):
            raise KeyError("x")
        print("not reached")
    return "after nested"
print(nested())
with M("n") as t:
    print(t)
d = {}
with M("o") as d["k"]:
    print(d)
class T:
    def __enter__(self): return 1, (2, 3)
    def __exit__(self, *a): return None
with T() as (a, (b, c)):
    print(a, b, c)
class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
for c in (NoEnter, NoExit, int):
    try:
        with c():
            print("no")
    except TypeError as e:
        print("TypeError:", e)
class Truthy:
    def __enter__(self): return self
    def __exit__(self, *a): return "non-empty"
with Truthy():
    1 / 0
print("suppressed by a true value")
def gen():
    with M("gen"):
        yield 1
        yield 2
g = gen()
print(next(g))
g.close()
g = gen()
for v in g:
    print(v)
    break
g.close()
import io
with io.StringIO("line1\nline2\n") as f:
    print(f.read().split())
print(f.closed)
