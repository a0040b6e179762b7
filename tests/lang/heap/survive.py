# Values that are only reachable from odd places survive collections.
def churn():
    for i in range(3000):
        [i, str(i), {i: i}, (i, i + 0.5)]
def closure():
    data = [1, 2, [3]]
    def get():
        return data
    return get
g = closure()
churn()
print(g())
def gen():
    local = {"a": [1]}
    for i in range(3):
        yield local
        churn()
        local["a"].append(i)
print([dict(x)["a"][:] for x in gen()])
class C:
    shared = [1]
    def __init__(self): self.x = {"deep": [self]}
c = C()
churn()
print(c.x["deep"][0] is c, C.shared)
bound = C().x.get
churn()
print(type(bound("deep")[0]).__name__)
it = iter([[1], [2], [3]])
next(it)
churn()
print(list(it))
m = map(lambda v: [v], zip([1, 2], ["a", "b"]))
churn()
print(list(m))
try:
    try:
        raise ValueError(["payload"])
    finally:
        churn()
except ValueError as e:
    churn()
    print(e.args)
d = {(i, str(i)): [i] for i in range(500)}
churn()
print(sum(v[0] for v in d.values()), d[(77, "77")])
def deep(n):
    l = [n]
    if n:
        r = deep(n - 1)
    else:
        churn()
        r = 0
    return r + l[0]
print(deep(200))
s = "".join(chr(97 + i % 26) for i in range(1000))
parts = [s[i:i + 10] for i in range(0, 1000, 10)]
churn()
print("".join(parts) == s)
def default(x, cache={}):
    cache[x] = [x]
    churn()
    return cache
default(1)
print(default(2))
a = sorted([[i % 7, str(i)] for i in range(50)], key=lambda p: (churn() if p[1] == "25" else None, p)[1])
print(a[:3], a[-1])
big = 3 ** 500
churn()
print(big == 3 ** 500, len(str(big)))
