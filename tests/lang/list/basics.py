# list: building, indexing, methods, operators.
a = [3, 1, 2]
print(a, len(a), a[0], a[-1], a[1:], a + [4], a * 2, 2 * a, [] * 3, a * -1, [0] * 3)
a.append(5)
a.extend([6, 7])
a.extend("xy")
a.extend(i for i in range(2))
print(a)
a.insert(0, "first")
a.insert(100, "last")
a.insert(-1, "before last")
a.insert(-100, "zero")
print(a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove("x")
print(a, a.index(2), a.index(6, 3), a.count(1), 7 in a, 99 not in a)
b = [3, 1, 2]
print(b.sort(), b, b.reverse(), b, sorted(b), b)
c = b.copy()
c[0] = 99
print(b, c, b is b, b == [3, 2, 1], c.clear(), c)
print(list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list(map(str, [1])), [*"ab", *[1, 2]], [*range(2), 5, *()])
d = [1, 2, 3, 4, 5]
d[1] = "b"
d[-1] = "e"
del d[2]
del d[-1]
print(d)
d[1:2] = [7, 8, 9]
print(d)
d[:0] = "ab"
print(d)
d[len(d):] = [0]
print(d)
d[2:4] = []
print(d)
d[::2] = ["A", "B", "C"]
print(d)
del d[::2]
print(d)
d[:] = range(6)
del d[1:3]
print(d)
d[3:1] = ["in"]
print(d)
d[::-1] = [1, 2, 3, 4, 5]
print(d)
d += (8, 9)
d *= 2
print(d)
del d[:]
print(d, bool(d), not d)
e = [[0] * 2] * 2
e[0][0] = 1
print(e)
e = [[0] * 2 for _ in range(2)]
e[0][0] = 1
print(e)
f = [1, 2]
g = f
g += [3]
f = f + [4]
print(f, g)
h = [1, 2, 3]
h.extend(h)
h += h[:2]
h[1:1] = h
print(h)
print([1, 2, 3].__contains__(2), [1].__len__(), [1, 2].__getitem__(0), [1].__add__([2]), [1].__eq__([1]), [1] == (1,), [1].__eq__((1,)), list.append)
x = [1, [2, [3, [4]]]]
print(x[1][1][1][0], x[1][1], len(x))
x[1][1][0] = "deep"
print(x)
print([] < [1], [1, 2] < [1, 2, 3], [2] < [1, 5], [1, 2] == [1.0, 2.0], ["a"] > ["B"], max([1, 5], [2]), min([[3], [1, 2]]))
class L(list):
    def total(self):
        return sum(self)
l = L([1, 2, 3])
l.append(4)
print(l, l.total(), len(l), isinstance(l, list), l[1:], type(l[1:]).__name__, l == [1, 2, 3, 4], type(l + l).__name__, type(l.copy()).__name__, l.__class__.__name__)
