# Attribute reads and writes while shapes change.
class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y
def sum_points(points):
    s = 0
    for p in points:
        s += p.x * 2 + p.y
    return s
pts = [P(i, i + 1) for i in range(2000)]
print(sum_points(pts))
for p in pts[::3]:
    p.z = 1
print(sum_points(pts))
class Q:
    def __init__(self, x, y):
        self.y = y
        self.x = x
mixed = [P(i, 1) if i % 2 else Q(i, 1) for i in range(2000)]
print(sum_points(mixed))
pts[1500].x = 0.5
print(sum_points(pts))
pts[1600].x = "s"
try:
    sum_points(pts)
except TypeError as e:
    print(e)
def counter(n):
    class C: pass
    c = C()
    c.n = 0
    for i in range(n):
        c.n += 1
        if i == n // 2:
            c.extra = "new attribute"
        if i == n // 2 + 500:
            del c.extra
        if i == n // 2 + 700:
            c.n = float(c.n)
    return c.n, c.__dict__
print(counter(4000))
def aliasing(n):
    a = P(1, 2)
    b = a
    s = 0
    for i in range(n):
        a.x = i
        s += b.x
        b.y = a.x + 1
        s += a.y
    return s, a.x, b.y
print(aliasing(3000))
def deleted(n):
    p = P(1, 2)
    c = 0
    for i in range(n):
        try:
            c += p.x
        except AttributeError:
            c += 10000
            p.x = 1
        if i % 1000 == 500:
            del p.x
    return c
print(deleted(4000))
class D:
    v = 10
def class_attr(n):
    d = D()
    s = 0
    for i in range(n):
        s += d.v
        if i == 1000: D.v = 20
        if i == 2000: d.v = 1
        if i == 3000: del d.v
        if i == 3500: D.v = 2.5
    return s
print(class_attr(4000))
class Prop:
    def __init__(self): self._v = 0
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x * 2
def props(n):
    p = Prop()
    s = 0
    for i in range(n):
        p.v = i
        s += p.v
    return s
print(props(3000))
class G:
    def __getattr__(self, name): return len(name)
def getattrs(n):
    g = G()
    s = 0
    for i in range(n):
        s += g.abc
        if i == n // 2:
            g.abc = 100
    return s
print(getattrs(3000))
class Slots:
    __slots__ = ("a", "b")
def slots(n):
    o = Slots()
    o.a = 0
    for i in range(n):
        o.a += 1
        o.b = o.a * 2
    try:
        o.c = 1
    except AttributeError as e:
        return o.a, o.b, str(e)
print(slots(3000))
def many_shapes(n):
    objs = []
    for k in range(12):
        o = P(k, k)
        for j in range(k):
            setattr(o, "a%d" % j, j)
        objs.append(o)
    s = 0
    for i in range(n):
        s += objs[i % 12].x + objs[(i * 5) % 12].y
    return s
print(many_shapes(5000))
class Node:
    def __init__(self, v, nxt): self.v, self.next = v, nxt
def linked(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    s = 0
    node = head
    while node is not None:
        s += node.v
        node = node.next
    return s
print(linked(3000), linked(3001))
def swap_class(n):
    class A: k = 1
    class B: k = 2
    o = A()
    s = 0
    for i in range(n):
        s += o.k
        if i == n // 2:
            o.__class__ = B
    return s
print(swap_class(3000))
def dict_backdoor(n):
    p = P(0, 0)
    s = 0
    for i in range(n):
        p.x += 1
        if i == 1000: p.__dict__["x"] = 5
        if i == 2000: p.__dict__ = {"x": 100, "y": 0}
        s += p.x
    return s, p.x
print(dict_backdoor(3000))
class S(P):
    def __setattr__(self, k, v): object.__setattr__(self, k, v + 1)
def setattrs(n):
    s = S(0, 0)
    for i in range(n):
        s.x = s.x + 1
    return s.x, s.y
print(setattrs(2000))
