# Comprehensions of all kinds, nesting, scope.
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(3) for y in "ab"], [[y for y in range(x)] for x in range(4)])
print({x % 3 for x in range(9)} == {0, 1, 2}, {x: y for x, y in zip("abc", range(3))}, {k.upper(): [v] * 2 for k, v in {"a": 1}.items()}, list(x for x in "ab"))
print([x for row in [[1, 2], [3]] for x in row], [x + y for x in range(2) for y in range(x, 3) if x != y], [a for a, *b in [(1, 2, 3), (4,)]], [(a, b) for a, (b, c) in [(1, (2, 3))]])
print([f() for f in [lambda i=i: i * 2 for i in range(3)]], [f() for f in [lambda: i for i in range(3)]], [x if x % 2 else -x for x in range(5)], [not x for x in (0, 1)])
x = "kept"
print([x for x in range(3)], x, [[x for x in range(2)] for x in range(2)], x)
def f(n):
    return [n + i for i in range(3) if i < n], {n: [j for j in range(n)]}, sum(n * k for k in range(n))
print(f(2))
def nested(m):
    return [[row[i] for row in m] for i in range(len(m[0]))]
print(nested([[1, 2, 3], [4, 5, 6]]))
def closure():
    k = 10
    def g():
        return [k + a for a in range(2)] + [(lambda: k * a)() for a in range(2)]
    return g()
print(closure())
class C:
    n = 3
    l = [i for i in range(n)]
    m = [i * 2 for i in l]
    try:
        bad = [n for i in range(2)]
    except NameError as e:
        print("NameError:", e)
print(C.l, C.m)
print([i for i in range(5) if i not in [j for j in range(3)]], {i: {j: i * j for j in range(2)} for i in range(2)}, [s.strip() for s in " a , b ".split(",")], [[]  for _ in range(2)])
print(sum([len(w) for w in "the quick brown".split()]), max([abs(v) for v in [-5, 3]]), any([v > 2 for v in (1, 3)]), dict([(v, v ** 2) for v in range(3)]), [*(v for v in range(2)), *[5]])
print([y for x in range(5) if (y := x * x) > 3], y, [last := v for v in range(3)], last)
it = iter(range(6))
print([(a, next(it)) for a in it])
calls = []
def t(v):
    calls.append(v)
    return v
[t(("el", i, j)) for i in t([1, 2]) if t(("if", i)) for j in t((3,))]
print(calls)
try:
    [1 / v for v in (2, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    [a for a, b in [(1,)]]
except ValueError as e:
    print(e)
g = ((i, j) for i in range(2) for j in range(2))
print(next(g), list(g))
print([[(i, j, k) for k in range(j)] for i in range(2) for j in range(3) if i + j], [x for x in [1, 2, 3]][1])
