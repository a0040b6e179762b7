# Comprehensions get hot themselves and run within hot loops.
def inside(n):
    s = 0
    for i in range(n):
        s += sum([x * i for x in range(5) if x % 2])
        s += len({x % 3 for x in range(i % 6)})
        s += len({x: i for x in range(i % 4)})
    return s
print(inside(1000))
print(sum([i * i for i in range(5000) if i % 3 == 0]), len([1 for a in range(70) for b in range(70) if a * b % 7 == 3]))
def type_change(n):
    vals = [i if i < n - 3 else ("x" if i == n - 3 else 0.5) for i in range(n)]
    return [v * 2 for v in vals][-5:]
print(type_change(3000))
def closures(n):
    k = 3
    fs = [lambda x: x + k + i for i in range(3)]
    s = 0
    for i in range(n):
        s += sum([f(i) for f in fs])
    return s
print(closures(1000))
def nested(n):
    m = [[i * j for j in range(n)] for i in range(n)]
    t = [[r[i] for r in m] for i in range(n)]
    f = [x for r in t for x in r if x % 2]
    return len(f), sum(f), m == t
print(nested(50))
def error(n):
    c = 0
    for i in range(n):
        try:
            c += len([10 // (x - i % 4) for x in range(6, 3, -1)]) if i % 4 != 3 else len([1 // x for x in (1, 0)])
        except ZeroDivisionError:
            c += 100
    return c
print(error(1000))
def walrus(n):
    return sum([y for x in range(n) if (y := x * x % 17) > 8]), y
print(walrus(3000))
def conditional(n):
    return sum(["odd" if x % 2 else "even" for x in range(n)].count(k) * w for k, w in (("odd", 1), ("even", 10)))
print(conditional(2000))
def words(n):
    text = "the quick brown fox jumps over the lazy dog"
    d = {}
    for i in range(n):
        for w in [w.upper() for w in text.split() if len(w) > 3]:
            d[w] = d.get(w, 0) + 1
    return d
print(words(200))
def primes(n):
    return [p for p in range(2, n) if all(p % q for q in range(2, int(p ** 0.5) + 1))]
p = primes(1000)
print(len(p), p[-3:])
def pythag(n):
    return [(a, b, c) for a in range(1, n) for b in range(a, n) for c in range(b, n) if a * a + b * b == c * c]
print(pythag(40))
def genexp(n):
    return sum(x * y for x in range(n) for y in range(x) if x % 2), max(x * 37 % 101 for x in range(n)), any(x > n - 2 for x in range(n))
print(genexp(100))
def big(n):
    return sum([2 ** (i % 80) for i in range(n)])
print(big(2000))
def unpack(n):
    return sum([a * b for a, b in [(i, i + 1) for i in range(n)]]), [a for a, *_ in [(i, 2, 3) for i in range(n)]][-1]
print(unpack(2000))
