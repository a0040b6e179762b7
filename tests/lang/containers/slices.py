# Every slice over small sequences against a plain implementation; slice assignment and deletion likewise.
def bounds(start, stop, step, n):
    step = 1 if step is None else step
    if step > 0:
        low, high = 0, n
        start = 0 if start is None else start
        stop = n if stop is None else stop
    else:
        low, high = -1, n - 1
        start = n - 1 if start is None else start
        stop = None if stop is None else stop
    if start < 0:
        start += n
    start = min(max(start, low), high)
    if stop is None:
        stop = -1
    else:
        if stop < 0:
            stop += n
        stop = min(max(stop, low), high)
    return start, stop, step

def indices(start, stop, step, n):
    i, stop, step = bounds(start, stop, step, n)
    out = []
    while (i < stop) if step > 0 else (i > stop):
        out.append(i)
        i += step
    return out

numbers = [None, -9, -5, -4, -1, 0, 1, 3, 4, 5, 9]
steps = [None, -7, -3, -2, -1, 1, 2, 3, 7]
checks = bad = 0
for n in (0, 1, 2, 5):
    l = list(range(100, 100 + n))
    t, r, s, b = tuple(l), range(100, 100 + n), "".join(map(chr, l)), bytes(l)
    u = "".join(chr(x + 900) for x in l)
    for start in numbers:
        for stop in numbers:
            for step in steps:
                at = indices(start, stop, step, n)
                want = [l[i] for i in at]
                checks += 1
                cut = slice(start, stop, step)
                if l[cut] != want or t[cut] != tuple(want) or list(r[cut]) != want or s[cut] != "".join(map(chr, want)):
                    bad += 1
                    print("get", n, start, stop, step, l[cut], want)
                if b[cut] != bytes(want) or u[cut] != "".join(chr(x + 900) for x in want):
                    bad += 1
                    print("get text", n, start, stop, step)
                if cut.indices(n) != bounds(start, stop, step, n):
                    bad += 1
                    print("indices", n, start, stop, step, cut.indices(n))
                m = l[:]
                del m[cut]
                if m != [x for i, x in enumerate(l) if i not in at]:
                    bad += 1
                    print("del", n, start, stop, step, m)
                m = l[:]
                new = [-i for i in range(len(at))]
                m[cut] = new
                k = l[:]
                if step in (None, 1):
                    first = bounds(start, stop, 1, n)[0]
                    k = l[:first] + new + l[first + len(at):]
                else:
                    for i, x in zip(at, new):
                        k[i] = x
                if m != k:
                    bad += 1
                    print("set", n, start, stop, step, m, k)
print(checks, bad)
l = [0, 1, 2, 3]
l[1:3] = []; print(l)
l[1:1] = (7, 8); print(l)
l[:] = iter("abc"); print(l)
l[1:] = l; print(l)
l[::2] = "xy"; print(l)
l[5:2] = [9]; print(l)
l += "z"; l *= 2; print(l)
l[-100:100] = range(3); print(l)
l[10:] = {5: 6}; print(l)
m = l
l *= 0; print(l, m is l)
big = 10 ** 30
print([1, 2, 3][-big:big], [1, 2, 3][big:], [1, 2, 3][::big], [1, 2, 3][::-big], (1, 2)[:big], range(5)[-big:2])
print(slice(1, 2) == slice(1, 2, None), slice(None), slice(1, "a", 2.5), slice(3).stop)
class I:
    def __init__(self, i):
        self.i = i
    def __index__(self):
        return self.i
print([1, 2, 3][I(1)], [1, 2, 3][I(0):I(2)], (1, 2)[I(-1)], [0] * I(3), range(10)[I(3)], range(I(2), I(5)))
r = range(0, 20, 3)
print(r[1:4], r[::-1], r[::2], r[10:], r[2], r[-1], len(r), 9 in r, 10 in r, 9.0 in r, "9" in r, r.index(12), r.count(3), r.count(4))
print(range(5) == range(0, 5), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3, 1)), range(1, 10, 2) != range(1, 11, 2))
w = range(10 ** 30, 10 ** 30 + 10, 3)
print(w, len(w), w[1], w[-1], list(w), 10 ** 30 + 3 in w, 10 ** 30 + 4 in w, w[1:3], list(reversed(w)), w.index(10 ** 30 + 6))
e = range(2 ** 63 - 3, 2 ** 63 - 1)
print(list(e), e[0], list(range(-2 ** 63, -2 ** 63 + 2)), list(range(2 ** 63 - 1, 2 ** 63 - 10, -4)), len(range(-2 ** 61, 2 ** 61)))
for big in (range(2 ** 63), range(-2 ** 63, 2 ** 63 - 1)):
    try:
        print(len(big))
    except OverflowError as error:
        print("OverflowError", error)
    print(big[5], bool(big), big[-1])
print(repr(range(0, -5, -2)), range(3).start, range(3).stop, range(3).step, range(True), bool(range(0)))
total = 0
for i in range(2 ** 62, 2 ** 62 + 3):
    total += i
print(total)
