# Recursive functions get hot, and recursion happens within hot loops.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(20))
def fibf(n):
    return n if n < 2 else fibf(n - 1) + fibf(n - 2)
print(fibf(16.0), fibf(15))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 20))
def tak(x, y, z):
    return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
print(tak(9, 5, 2))
def hanoi(n, a, b, c, moves):
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves[0] += a * 3 + b
        hanoi(n - 1, c, b, a, moves)
m = [0]
hanoi(10, 1, 2, 3, m)
print(m)
def total(l):
    return sum(total(x) if isinstance(x, list) else x for x in l)
def build(d):
    return [build(d - 1), d, build(d - 1)] if d else [1]
print(total(build(8)))
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
def in_loop(n):
    s = 0
    for i in range(n):
        s += depth(i % 50)
    return s
print(in_loop(400))
def permutations(l, k, out):
    if k == len(l):
        out[0] += l[0] * l[-1]
        return
    for i in range(k, len(l)):
        l[k], l[i] = l[i], l[k]
        permutations(l, k + 1, out)
        l[k], l[i] = l[i], l[k]
o = [0]
permutations([1, 2, 3, 4, 5, 6], 0, o)
print(o)
def queens(n, row, cols, d1, d2):
    if row == n: return 1
    c = 0
    for col in range(n):
        if not cols & 1 << col and not d1 & 1 << row + col and not d2 & 1 << row - col + n:
            c += queens(n, row + 1, cols | 1 << col, d1 | 1 << row + col, d2 | 1 << row - col + n)
    return c
print([queens(k, 0, 0, 0, 0) for k in range(1, 8)])
class Tree:
    def __init__(self, v):
        self.v, self.l, self.r = v, None, None
    def insert(self, v):
        if v < self.v:
            if self.l is None: self.l = Tree(v)
            else: self.l.insert(v)
        else:
            if self.r is None: self.r = Tree(v)
            else: self.r.insert(v)
    def sum(self):
        return self.v + (self.l.sum() if self.l else 0) + (self.r.sum() if self.r else 0)
    def depth(self):
        return 1 + max(self.l.depth() if self.l else 0, self.r.depth() if self.r else 0)
t = Tree(5000)
x = 1
for i in range(1500):
    x = x * 7919 % 10007
    t.insert(x)
print(t.sum(), t.depth())
def deep_error(n):
    if n == 0: raise ValueError("deep")
    return deep_error(n - 1) + 1
def errors(k):
    c = 0
    for i in range(k):
        try:
            deep_error(i % 30)
        except ValueError:
            c += 1
    return c
print(errors(500))
def runaway(n): return runaway(n + 1) + 1
c = 0
for i in range(20):
    try:
        runaway(0)
    except RecursionError:
        c += 1
print(c, depth(500))
def mutual_even(n): return n == 0 or mutual_odd(n - 1)
def mutual_odd(n): return n != 0 and mutual_even(n - 1)
print(sum(mutual_even(i % 60) for i in range(600)))
def pow_mod(b, e, m):
    if e == 0: return 1
    h = pow_mod(b, e // 2, m)
    h = h * h % m
    return h * b % m if e % 2 else h
print(sum(pow_mod(3, i, 10 ** 9 + 7) for i in range(600)))
def flood(g, x, y):
    if not (0 <= y < len(g) and 0 <= x < len(g[0])) or g[y][x] != 0: return 0
    g[y][x] = 2
    return 1 + flood(g, x + 1, y) + flood(g, x - 1, y) + flood(g, x, y + 1) + flood(g, x, y - 1)
g = [[1 if (x * y) % 5 == 4 else 0 for x in range(20)] for y in range(20)]
print(flood(g, 0, 0))
def quick(l):
    if len(l) < 2: return l
    p = l[len(l) // 2]
    return quick([x for x in l if x < p]) + [x for x in l if x == p] + quick([x for x in l if x > p])
l = [i * 7919 % 1009 for i in range(1000)]
print(quick(l) == sorted(l))
