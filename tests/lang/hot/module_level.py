# Hot loops at module level: every name is a global.
n = 0
total = 0
values = []
for i in range(4000):
    n += i
    if i % 1000 == 0:
        values.append(n)
    total = total + n % 7
print(n, total, values, i)
x = 0.0
while x < 1000:
    x += 0.5
    if x == 600:
        x = 700
print(x)
d = {}
for c in "the quick brown fox jumps over the lazy dog" * 40:
    d[c] = d.get(c, 0) + 1
print(sorted(d.items())[:8])
a, b = 0, 1
for _ in range(3000):
    a, b = b, (a + b) % 1000000007
print(a, b)
def f(v):
    return v + offset
offset = 1
s = 0
for i in range(3000):
    s += f(i)
    if i == 1500:
        offset = 0.5
print(s)
l = []
for i in range(2000):
    l.append(i * i % 11)
k = 0
for v in l:
    if v > 5:
        k += v
    elif v > 2:
        k -= v
    else:
        continue
print(k, v)
class C:
    counter = 0
    for j in range(2000):
        counter += j
    del j
print(C.counter, hasattr(C, "j"))
count = 0
for i in range(60):
    for j in range(60):
        if (i ^ j) & 1:
            count += 1
        elif i == j:
            count += 1000
print(count, i, j)
try:
    for i in range(5000):
        if i == 4000:
            undefined_name
except NameError as e:
    print(e, i)
text = ""
for i in range(1500):
    text += "x" if i % 2 else "yz"
print(len(text), text[:5])
i = 0
while True:
    i += 1
    if i % 2 == 0: continue
    if i > 3000: break
print(i)
matrix = [[0] * 30 for _ in range(30)]
for r in range(30):
    for c in range(30):
        matrix[r][c] = r * c - matrix[c][r]
print(sum(map(sum, matrix)), matrix[29][28])
def later():
    global made
    made = 0
    for q in range(2000):
        made += q
later()
print(made)
import math
acc = 0
for i in range(1, 2000):
    acc += math.floor(math.sqrt(i))
print(acc)
for i in range(3000):
    globals()["g%d" % (i % 3)] = i
print(g0, g1, g2)
print([w for w in (q * 3 for q in range(2000)) if w % 1000 == 999])
