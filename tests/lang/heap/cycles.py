# Garbage that refers to itself is collected: this runs in bounded memory.
class Node:
    def __init__(self, payload):
        self.me = self
        self.payload = payload
        self.other = None
total = 0
for i in range(30000):
    a = Node([i] * 50)
    b = Node({"k": i})
    a.other, b.other = b, a
    total += a.other.other.payload[0]
print(total)
def gen(n):
    holder = []
    def inner():
        return holder
    holder.append(inner)
    for i in range(n):
        yield i
s = 0
for i in range(5000):
    g = gen(3)
    s += next(g)
    s += next(g)
print(s)
keep = [Node(i) for i in range(1000)]
for i in range(200):
    junk = [[j] for j in range(300)]
    junk.append(junk)
print(sum(n.payload for n in keep), all(n.me is n for n in keep))
d = {}
for i in range(20000):
    d[i % 100] = {"prev": d.get((i - 1) % 100) and i, "list": [d]}
print(len(d), d[99]["prev"])
x = []
for i in range(50000):
    x = [x, i] if i % 1000 else [i]
print(x[1], len(x))
strings = []
for i in range(3000):
    strings.append("s" * (i % 100) + str(i))
    if len(strings) > 100:
        strings = strings[50:]
print(len(strings), strings[-1])
