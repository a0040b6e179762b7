# List reads, writes, appends, pops and aliasing in hot loops.
def alias(n):
    a = [0] * 10
    b = a
    s = 0
    for i in range(n):
        a[i % 10] = i
        s += b[i % 10]
        b[(i + 1) % 10] += 1
        s += a[(i + 1) % 10]
    return s, a
print(alias(5000))
def negative(n):
    l = list(range(20))
    s = 0
    for i in range(n):
        s += l[-1 - i % 20]
        l[-(i % 20) - 1] = i
        s += l[i % 40 - 20]
    return s, l
print(negative(4000))
def append_pop(n):
    l = []
    s = 0
    for i in range(n):
        l.append(i)
        l.append(i * 0.5)
        if i % 3 == 0:
            s += l.pop()
        if len(l) > 50:
            s += l.pop(0)
            del l[10:20]
    return s, len(l), l[:5], l[-3:]
print(append_pop(5000))
def grow_during_loop(n):
    l = [1]
    for x in l:
        if len(l) < n:
            l.append(x + 1)
    return len(l), sum(l)
print(grow_during_loop(4000))
def shrink_during_loop(n):
    l = list(range(n))
    seen = 0
    for x in l:
        seen += x
        if l and x % 3 == 0:
            l.pop()
    return seen, len(l)
print(shrink_during_loop(3000))
def element_types(n):
    l = [0] * 4
    for i in range(n):
        l[i % 4] = i if i % 1000 < 900 else (str(i) if i % 2 else i * 0.5)
        if i % 1000 == 950:
            print(i, l)
    return l
print(element_types(3000))
def replaced(n):
    l = [1, 2, 3]
    s = 0
    for i in range(n):
        s += l[i % len(l)]
        if i % 1000 == 999:
            l = [10, 20] if len(l) == 3 else [1, 2, 3]
    return s
print(replaced(5000))
def cleared(n):
    l = [5] * 10
    out = 0
    for i in range(n):
        try:
            out += l[7]
        except IndexError:
            out += 1000
            l.extend([1] * 10)
        if i % 700 == 699:
            l.clear()
    return out
print(cleared(5000))
def two_d(n):
    m = [[i * j for j in range(n)] for i in range(n)]
    t = 0
    for i in range(n):
        for j in range(n):
            t += m[i][j] * m[j][i]
            m[i][j] = t % 7
    return t, sum(map(sum, m))
print(two_d(60))
def matmul(n):
    a = [[(i * 3 + j) % 7 for j in range(n)] for i in range(n)]
    b = [[(i + j * 5) % 11 / 2 for j in range(n)] for i in range(n)]
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0
            for k in range(n):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c[0][0], c[n - 1][n - 1], sum(sum(r) for r in c)
print(matmul(20))
def swap(n):
    l = list(range(30))
    for i in range(n):
        a, b = i % 30, i * 7 % 30
        l[a], l[b] = l[b], l[a]
    return l
print(swap(4000))
def reverse_in_place(n):
    l = list(range(n))
    for _ in range(5):
        i, j = 0, n - 1
        while i < j:
            l[i], l[j] = l[j], l[i]
            i += 1
            j -= 1
    return l[:4], l[-4:]
print(reverse_in_place(1001))
def sort(n):
    l = [(i * 7919) % n for i in range(n)]
    for i in range(1, n):
        x = l[i]
        j = i - 1
        while j >= 0 and l[j] > x:
            l[j + 1] = l[j]
            j -= 1
        l[j + 1] = x
    return l == sorted(l), l[:5]
print(sort(300))
def out_of_range_write(n):
    l = [0] * 100
    errors = 0
    for i in range(n):
        try:
            l[i] = i
        except IndexError as e:
            errors += 1
            m = str(e)
    return errors, m, sum(l)
print(out_of_range_write(2000))
def self_containing(n):
    l = [None] * 3
    for i in range(n):
        l[i % 3] = l
    return l[0][1][2] is l
print(self_containing(1000))
def slices(n):
    l = list(range(50))
    s = 0
    for i in range(n):
        p = l[i % 50:i % 50 + 3]
        s += len(p) + (p[0] if p else 0)
        l[i % 10:i % 10 + 2] = [i, i + 1]
    return s, l[:12]
print(slices(2000))
def contains(n):
    l = [3, "x", None, 2.5]
    c = 0
    for i in range(n):
        c += (i % 5 in l) + ("x" in l) + (2.5 in l) + (i in l)
    return c
print(contains(3000))
class L(list):
    def __getitem__(self, i): return ("sub", i)
def subclass(n):
    plain, sub = [1, 2, 3], L([1, 2, 3])
    out = []
    for i in range(n):
        l = plain if i < n - 2 else sub
        out.append(l[1])
    return out[-4:]
print(subclass(3000))
