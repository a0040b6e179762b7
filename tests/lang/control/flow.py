# if/while/for/else/break/continue/pass/del/assert, conditional expressions, walrus.
for x in range(-1, 4):
    if x < 0:
        r = "negative"
    elif x == 0:
        r = "zero"
    elif x == 1:
        r = "one"
    else:
        r = "many"
    print(x, r)
i = 0
while i < 10:
    i += 1
    if i % 2:
        continue
    if i > 6:
        break
    print(i, end=" ")
else:
    print("not printed")
print("i =", i)
while i > 6:
    i -= 1
else:
    print("while else", i)
for i in range(3):
    pass
else:
    print("for else", i)
for i in range(3):
    if i == 1:
        break
else:
    print("not printed")
for i in []:
    print("never")
else:
    print("empty else")
for i in range(3):
    for j in range(3):
        if j == i:
            break
        print(i, j, end="; ")
    else:
        continue
    print("broke", i)
def find(m, x):
    for i, row in enumerate(m):
        for j, v in enumerate(row):
            if v == x:
                break
        else:
            continue
        break
    else:
        return None
    return i, j
print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
x = 5
del x
try:
    x
except NameError as e:
    print(e)
a = [1, 2, 3, 4]
del a[0], a[-1]
print(a)
d = {"a": 1, "b": 2}
del d["a"], a[0]
print(d, a)
if (n := len("abc")) > 2:
    print("n", n)
while (n := n - 1) > 0:
    print(n, end=" ")
print(n, [y := 5, y ** 2], [z for v in range(5) if (z := v * 2) > 4], z)
print("yes" if [] else "no", 1 if True else 1 / 0, (1, 2) if 1 else 3)
x = y = z = 7
x += 1
print(x, y, z)
l = [0, 1, 2]
for l[1] in range(3):
    print(l, end=" ")
print()
for i in range(2):
    for i in range(10, 12):
        pass
    print(i)
k = 0
for k, v in {"a": 1, "b": 2}.items():
    print(k, v)
while True:
    if k == "b":
        k = 5
        continue
    k -= 1
    if not k:
        break
print(k)
if 1: print("one line")
for q in "ab": print(q, end=""); print("!", end="")
print()
while q: q = ""
else: print("done")
pass; pass
x: int = 5
y: "undefined name is fine in quotes"
print(x, y)
class Ann:
    a: int
    b: str = "x"
print(Ann.__annotations__, Ann.b, hasattr(Ann, "a"), __annotations__["x"])
def f():
    z: int
    w: not_evaluated = 1
    return w
print(f())
def early(n):
    if n > 10:
        return "big"
    while n:
        n -= 1
        if n == 3:
            return "hit 3"
    return "small"
print(early(20), early(8), early(2))
def none():
    return
print(none(), (lambda: None)())
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
print([collatz(n) for n in range(1, 30)])
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
print(gcd(1071, 462), gcd(2 ** 40, 6 ** 20))
def sieve(n):
    p = [True] * (n + 1)
    p[0] = p[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if p[i]:
            for j in range(i * i, n + 1, i):
                p[j] = False
    return [i for i, v in enumerate(p) if v]
print(sieve(60))
def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8))
def bubble(l):
    l = l[:]
    n = len(l)
    for i in range(n):
        swapped = False
        for j in range(n - 1 - i):
            if l[j] > l[j + 1]:
                l[j], l[j + 1] = l[j + 1], l[j]
                swapped = True
        if not swapped:
            break
    return l
print(bubble([5, 2, 9, 1, 5, 6]))
