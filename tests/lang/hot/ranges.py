# range loops of every shape.
def sums(*args):
    out = []
    for a in args:
        s = c = 0
        last = None
        for i in range(*a):
            s += i
            c += 1
            last = i
        out.append((a, s, c, last))
    return out
for r in sums((3000,), (5, 3000), (3000, 5), (3000, 5, -1), (0, 3000, 7), (3000, -3000, -7), (0,), (-5,), (10, 10), (0, 10, 100), (10, 0, -100), (-3000, 3000), (2 ** 62, 2 ** 62 + 2000), (2 ** 63 - 1000, 2 ** 63 + 1000), (-2 ** 63 + 1000, -2 ** 63 - 1000, -1), (2 ** 70, 2 ** 70 + 1500), (0, 2 ** 64, 2 ** 54), (2 ** 50 - 1000, 2 ** 50 + 1000)):
    print(r)
def modify_var(n):
    s = 0
    for i in range(n):
        s += i
        i = i * 2
        s += i
    return s, i
print(modify_var(3000))
def stop_changes(n):
    stop = n
    c = 0
    for i in range(stop):
        stop -= 1
        c += 1
    return c, stop
print(stop_changes(3000))
def range_object(n):
    r = range(10)
    s = 0
    for k in range(n):
        for i in r:
            s += i
        r = range(k % 20)
    return s
print(range_object(1000))
def step_variable(n):
    s = 0
    for st in (1, 2, -1, -3, 5):
        for i in range(0 if st > 0 else n, n if st > 0 else 0, st):
            s = s * 31 % 1000003 + i
    return s
print(step_variable(2000))
def index_range(n):
    r = range(5, 500, 3)
    s = 0
    for i in range(n):
        s += r[i % len(r)] + (i in r) + r[-1 - i % len(r)]
    return s
print(index_range(3000))
def zero_step(n):
    e = 0
    for i in range(n):
        try:
            for j in range(0, 5, i % 3):
                e += j
        except ValueError as x:
            e += 1000
    return e
print(zero_step(1000))
def nonint(n):
    c = 0
    for i in range(n):
        try:
            for j in range(2.0 if i % 100 == 99 else 2):
                c += 1
        except TypeError as x:
            c += len(str(x))
    return c
print(nonint(1000))
def reverse(n):
    s = 0
    for i in reversed(range(n)):
        s = (s * 3 + i) % 1000003
    for i in range(n)[::-2]:
        s = (s * 5 + i) % 1000003
    for i in range(n)[10:-10]:
        s += i
    return s
print(reverse(3000))
def else_clause(n):
    c = 0
    for i in range(n):
        for j in range(i % 4):
            if j == 2:
                break
        else:
            c += 1
    return c
print(else_clause(3000))
def bools(n):
    s = 0
    for i in range(n):
        for j in range(i % 2 == 0):
            s += 1
        for j in range(True):
            s += 10
    return s
print(bools(1000))
def reuse_name(n):
    for i in range(n):
        for i in range(i % 5):
            pass
    return i
print(reuse_name(2000), reuse_name(2001))
def empty_after(n):
    i = "unset"
    for i in range(n):
        pass
    return i
print(empty_after(3000), empty_after(0))
