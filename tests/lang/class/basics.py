# Classes, instances, attributes, methods.
class Point:
    "A point."
    origin = (0, 0)
    count = 0
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1
    def norm2(self):
        return self.x ** 2 + self.y ** 2
    def moved(self, dx, dy=0):
        return Point(self.x + dx, self.y + dy)
p = Point(3, 4)
print(p.x, p.y, p.norm2(), p.moved(1).x, Point.count, p.count, Point.origin, p.origin, Point.__doc__, Point.__name__)
p.origin = "own"
p.z = 9
print(p.origin, Point.origin, p.__dict__, sorted(vars(p)))
del p.origin
print(p.origin, hasattr(p, "z"), hasattr(p, "w"), getattr(p, "w", "default"), getattr(p, "x"))
setattr(p, "w", 1)
delattr(p, "z")
print(p.__dict__)
m = p.norm2
p.x = 0
print(m(), Point.norm2(p), m.__self__ is p, m.__func__ is Point.norm2, m == p.norm2, m.__name__)
Point.extra = lambda self, k: self.y * k
print(p.extra(2), Point(1).extra(3))
p.extra = lambda k: "instance " + str(k)
print(p.extra(5))
Point.count = 100
print(p.count, Point(0).count, Point.count)
class Empty:
    pass
e = Empty()
e.a = 1
e.b = e
print(e.b.b.a, isinstance(e, Empty), isinstance(e, object), type(e) is Empty, e == e, e != Empty(), bool(e), e.__class__.__name__, Empty.__bases__, Empty.__mro__ == (Empty, object))
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: e.missing))
print(error(lambda: Empty.missing))
print(error(lambda: e.missing()))
print(error(lambda: e()))
print(error(lambda: e[0]))
print(error(lambda: len(e)))
print(error(lambda: e + 1))
print(error(lambda: 1 + e))
print(error(lambda: e < e))
print(error(lambda: -e))
print(error(lambda: iter(e)))
print(error(lambda: delattr(e, "missing")))
print(error(lambda: setattr(e, 5, 1)))
print(error(lambda: getattr(e, 5)))
print(error(lambda: int.x))
print(error(lambda: setattr(int, "x", 1)))
print(error(lambda: (5).x))
print(error(lambda: setattr(5, "x", 1)))
print(error(lambda: setattr(object(), "x", 1)))
print(error(lambda: "a".x))
print(error(lambda: e.__dict__["zz"]))
print(error(lambda: Point.x))
def bad_del():
    del e.missing
print(error(bad_del))
def bad_item():
    e[0] = 1
print(error(bad_item))
def bad_del_item():
    del e[0]
print(error(bad_del_item))
def bad_with():
    with e:
        pass
print(error(bad_with))
def bad_iter():
    for x in e:
        pass
print(error(bad_iter))
class Body:
    total = 0
    for i in range(5):
        total += i
    if total > 5:
        big = True
    def f(self):
        return self.total
    g = f
    print("in the body", total)
print(Body.total, Body.i, Body.big, Body().g(), [k for k in vars(Body) if not k.startswith("__")])
def make(n):
    class Made:
        value = n
        def get(self):
            return n + self.value
    return Made
A, B = make(1), make(2)
print(A().get(), B().get(), A is B, A.__name__, A.__qualname__)
class Chain:
    def __init__(self):
        self.log = []
    def a(self):
        self.log.append("a")
        return self
    def b(self, x):
        self.log.append(x)
        return self
print(Chain().a().b(1).a().log)
class Private:
    def __init__(self):
        self.__secret = 1
        self._one = 2
    def get(self):
        return self.__secret
    def __hidden(self):
        return "hidden"
    def call(self):
        return self.__hidden()
q = Private()
print(q.get(), q.call(), q.__dict__, q._Private__secret, hasattr(q, "__secret"))
e.__class__ = Body
print(e.f(), type(e).__name__)
e.__dict__["via"] = "dict"
print(e.via, sorted(e.__dict__))
e.__dict__ = {"fresh": 1}
print(e.fresh, hasattr(e, "a"), dir(e)[-4:])
class NoInit:
    def __new__(cls, *a):
        print("new", a)
        return object.__new__(cls)
    def __init__(self, *a):
        print("init", a)
NoInit(1, 2)
class Returns:
    def __init__(self):
        return 5
print(error(Returns))
class Other:
    def __new__(cls):
        return "not an instance"
    def __init__(self):
        print("never")
print(Other())
