# A small world of objects: identity, mutation through several names, escaping objects.
class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.history = []
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(amount)
        return self
    def transfer(self, other, amount):
        if self.balance < amount:
            raise RuntimeError(f"{self.owner} has only {self.balance}")
        self.balance -= amount
        other.deposit(amount)
a, b = Account("ann", 1000), Account("bob", 500)
failed = 0
for i in range(3000):
    try:
        if i % 3 == 0:
            a.transfer(b, i % 50)
        elif i % 3 == 1:
            b.transfer(a, i % 70)
        else:
            (a if i % 2 else b).deposit(i % 5)
    except ValueError:
        failed += 1
    except RuntimeError as e:
        failed += 100
        last = str(e)
print(a.balance, b.balance, failed, len(a.history), sum(b.history), last)
class Vec:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __eq__(self, o): return self.x == o.x and self.y == o.y
def temporaries(n):
    acc = Vec(0, 0)
    for i in range(n):
        acc = acc + Vec(i, 1) + Vec(-1, i)
    return acc.x, acc.y
print(temporaries(3000))
def escape_sometimes(n):
    kept = []
    for i in range(n):
        v = Vec(i, i * 2)
        v.x += 1
        if i % 997 == 0:
            kept.append(v)
            v.y = -1
    return [(k.x, k.y) for k in kept]
print(escape_sometimes(3000))
def escape_at_exit(n):
    v = None
    for i in range(n):
        w = Vec(i, v.x if v else -1)
        if i == n - 2:
            return w.x, w.y, v.x, v.y
        v = w
print(escape_at_exit(3000))
def identity(n):
    v = Vec(1, 1)
    same = 0
    for i in range(n):
        w = v if i % 3 else Vec(1, 1)
        same += w is v
        same += (w == v) * 10000
    return same
print(identity(2000))
def cycle(n):
    a, b = Vec(0, None), Vec(0, None)
    a.y, b.y = b, a
    p = a
    for i in range(n):
        p.x += 1
        p = p.y
    return a.x, b.x
print(cycle(3001))
class Stack:
    def __init__(self): self.items = []
    def push(self, v): self.items.append(v)
    def pop(self): return self.items.pop()
    def __len__(self): return len(self.items)
def rpn(program, n):
    for k in range(n):
        s = Stack()
        for t in program.split():
            if t in "+-*":
                y, x = s.pop(), s.pop()
                s.push(x + y if t == "+" else x - y if t == "-" else x * y)
            else:
                s.push(int(t) if t != "k" else k)
        r = s.pop()
    return r, len(s)
print(rpn("3 4 + k * 2 - 5 k - +", 400))
class Shape:
    def area(self): return 0
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s * self.s
class Rect(Shape):
    def __init__(self, w, h): self.w, self.h = w, h
    def area(self): return self.w * self.h
class Circ(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3 * self.r ** 2
def areas(n):
    shapes = [Sq(2), Rect(2, 3), Circ(1), Shape(), Sq(1.5)]
    t = 0
    for i in range(n):
        t += shapes[i % 5].area()
    return t
print(areas(4000))
class Observed:
    log = []
    def __setattr__(self, k, v):
        if len(self.log) < 3: self.log.append(k)
        super().__setattr__(k, v)
def observed(n):
    o = Observed()
    for i in range(n):
        o.v = i
    return o.v, o.log
print(observed(1500))
def default_list(n):
    class N:
        items = []
        def add(self, x): self.items.append(x)
    a, b = N(), N()
    for i in range(n):
        (a if i % 2 else b).add(i)
        if i == n // 2: a.items = []
    return len(a.items), len(b.items), len(N.items)
print(default_list(2000))
class Ring:
    def __init__(self, n): self.b, self.i, self.n = [0] * n, 0, n
    def put(self, v):
        self.b[self.i] = v
        self.i = (self.i + 1) % self.n
    def mean(self): return sum(self.b) / self.n
def ring(n):
    r = Ring(8)
    t = 0
    for i in range(n):
        r.put(i if i < n // 2 else i * 0.25)
        t += r.mean()
    return t
print(ring(2000))
