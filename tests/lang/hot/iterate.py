# Iteration protocols in hot loops, including user-written ones.
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
def user(n):
    s = 0
    for x in Count(n): s += x
    return s
print(user(3000))
class Old:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * 2
def old(n):
    s = 0
    for x in Old(n): s += x
    return s
print(old(2000))
class Raises:
    def __iter__(self): return self
    def __init__(self): self.k = 0
    def __next__(self):
        self.k += 1
        if self.k == 2500: raise ValueError("next failed")
        return self.k
def raises():
    s = 0
    try:
        for x in Raises(): s += x
    except ValueError as e:
        return s, str(e)
print(raises())
def kinds(n):
    s = 0
    its = [[1, 2], (3, 4), "ab", {5: 0, 6: 0}, range(3), b"xy", {7}, iter([8]), (x for x in [9, 10]), Count(3), {1: 2}.items(), zip([1], [2]), enumerate("a"), map(abs, [-5]), reversed([1, 2]), Old(2)]
    for k in range(n):
        for it in its:
            for x in it:
                s += x if isinstance(x, int) else len(x)
    return s
print(kinds(200))
def same_loop_many_types(n):
    def consume(it):
        c = 0
        for x in it:
            c += 1
        return c
    t = 0
    for i in range(n):
        t += consume([[1, 2, 3], (1, 2), range(4), "abcde", {1: 1}, Count(2)][i % 6])
    return t
print(same_loop_many_types(1200))
def list_while_append(n):
    l = [0]
    s = 0
    for x in l:
        s += x
        if len(l) < n: l.append(len(l))
        if len(l) % 500 == 0: l[-1] = 0.5
    return s, len(l)
print(list_while_append(2000))
def replace_iterated(n):
    s = 0
    l = [1, 2, 3]
    for i in range(n):
        for x in l:
            s += x
            if x == 2: l = [x + i % 3, 5]
    return s
print(replace_iterated(1000))
def modify_other(n):
    l = list(range(100))
    s = 0
    for i in range(n):
        for j, x in enumerate(l):
            if j > 5: break
            l[j + 1] = x + 1
            s += x
        l[0] = i % 10
    return s
print(modify_other(500))
def tuple_iter(n):
    t = tuple(range(50)) + (0.5, 2 ** 70)
    s = 0
    for i in range(n):
        for x in t: s = s + x
    return s
print(tuple_iter(60))
def dict_iter(n):
    d = {"a": 1, "b": 2.5, 3: "x"}
    out = []
    for i in range(n):
        for k, v in d.items():
            if i == n - 1: out.append((k, v))
        d["a"] += 1
    return out
print(dict_iter(1000))
def zipped(n):
    a = [1] * n
    b = [0.5] * (n - 1) + ["x"]
    s = 0
    try:
        for x, y in zip(a, b): s = s + x * y
    except TypeError as e:
        return s, str(e)
    return s
print(zipped(2000))
def iter_sentinel(n):
    c = [0]
    def f():
        c[0] += 1
        return c[0]
    s = 0
    for x in iter(f, n): s += x
    return s
print(iter_sentinel(2000))
def partial_then_rest(n):
    it = iter(range(n))
    s = 0
    for x in it:
        s += x
        if x == n // 2: break
    for x in it:
        s -= x
    return s
print(partial_then_rest(3000))
def string_iter(n):
    s = 0
    for i in range(n):
        for c in "aé日😀": s += ord(c)
    return s
print(string_iter(500))
def exhausted(n):
    it = iter([1, 2, 3])
    c = 0
    for i in range(n):
        for x in it: c += x
    return c
print(exhausted(2000))
