# Container and number protocols built from small classes.
class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
    def __getitem__(self, ij):
        i, j = ij
        return self.rows[i][j]
    def __setitem__(self, ij, v):
        self.rows[ij[0]][ij[1]] = v
    def __matmul__(self, o):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __eq__(self, o):
        return self.rows == o.rows
    def __repr__(self):
        return "Matrix(%r)" % self.rows
    def __iter__(self):
        for r in self.rows:
            yield from r
m = Matrix([[1, 2], [3, 4]])
m[0, 1] += 10
print(m, m[0, 1], m @ m, list(m), m == Matrix([(1, 12), (3, 4)]), sum(m), 4 in m)
class Fraction:
    def __init__(self, n, d=1):
        def gcd(a, b):
            while b:
                a, b = b, a % b
            return a
        g = gcd(abs(n), abs(d)) or 1
        if d < 0:
            g = -g
        self.n, self.d = n // g, d // g
    def _of(x):
        return x if isinstance(x, Fraction) else Fraction(x)
    def __add__(self, o):
        o = Fraction._of(o)
        return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)
    __radd__ = __add__
    def __mul__(self, o):
        o = Fraction._of(o)
        return Fraction(self.n * o.n, self.d * o.d)
    def __lt__(self, o):
        return self.n * o.d < o.n * self.d
    def __eq__(self, o):
        o = Fraction._of(o)
        return (self.n, self.d) == (o.n, o.d)
    def __hash__(self):
        return hash((self.n, self.d))
    def __repr__(self):
        return f"{self.n}/{self.d}"
print(Fraction(2, 4), Fraction(1, 3) + Fraction(1, 6), sum([Fraction(1, 2), Fraction(1, 3)]), 1 + Fraction(1, 2), Fraction(3, -6), sorted([Fraction(1, 2), Fraction(1, 3)]), Fraction(4, 2) == 2, max(Fraction(1, 2), Fraction(2, 3)))
h = Fraction(0)
for i in range(1, 31):
    h = h + Fraction(1, i)
print(h)
class Stack:
    def __init__(self): self._l = []
    def push(self, *x): self._l.extend(x); return self
    def pop(self):
        if not self._l:
            raise IndexError("pop from empty stack")
        return self._l.pop()
    def __len__(self): return len(self._l)
    def __iter__(self): return reversed(self._l)
    def __contains__(self, x): return any(x == y for y in self._l)
s = Stack().push(1, 2).push(3)
print(len(s), list(s), 2 in s, s.pop(), s.pop(), s.pop(), bool(s))
try:
    s.pop()
except IndexError as e:
    print("IndexError:", e)
class LinkedList:
    class Node:
        __slots__ = ("value", "next")
        def __init__(self, value, next=None):
            self.value, self.next = value, next
    def __init__(self, it=()):
        self.head = None
        for x in reversed(list(it)):
            self.head = self.Node(x, self.head)
    def __iter__(self):
        n = self.head
        while n is not None:
            yield n.value
            n = n.next
    def reverse(self):
        prev, cur = None, self.head
        while cur:
            cur.next, prev, cur = prev, cur, cur.next
        self.head = prev
        return self
l = LinkedList(range(6))
print(list(l), list(l.reverse()), sum(l), [a + b for a, b in zip(l, LinkedList("x" and [1, 2, 3]))])
class Tree:
    def __init__(self, v, l=None, r=None):
        self.v, self.l, self.r = v, l, r
    def insert(self, v):
        if v < self.v:
            if self.l: self.l.insert(v)
            else: self.l = Tree(v)
        elif self.r: self.r.insert(v)
        else: self.r = Tree(v)
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
    def depth(self):
        return 1 + max(self.l.depth() if self.l else 0, self.r.depth() if self.r else 0)
t = Tree(50)
x = 17
for _ in range(60):
    x = (x * 37 + 5) % 101
    t.insert(x)
print(list(t) == sorted(t), t.depth(), list(t)[:10])
class Proxy:
    def __init__(self, target): object.__setattr__(self, "_t", target)
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
class T: pass
target = T()
p = Proxy(target)
p.x = 5
print(target.x, p.x, hasattr(p, "nothing"))
class Rgb:
    def __init__(self, r, g, b): self.rgb = (r, g, b)
    def __getitem__(self, i): return self.rgb[i]
r, g, b = Rgb(1, 2, 3)
print(r, g, b, max(Rgb(4, 9, 2)), 9 in Rgb(4, 9, 2), list(map(lambda v: v * 2, Rgb(1, 2, 3))), tuple(Rgb(7, 8, 9)))
