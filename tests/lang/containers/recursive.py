# Deep and recursive structures: repr and comparison end, one way or the other.
l = []
for i in range(100000): l = [l]
try: repr(l)
except RecursionError as e: print(e)
d = {}
for i in range(5000): d = {1: (d,)}
try: repr(d)
except RecursionError as e: print(e)
l = []
for i in range(300): l = [l]
print(len(repr(l)))
a = [1]; a.append(a); print(a); b = (a, a); a[0] = b; print(b); d = {1: 2}; d[1] = d.items(); print(d)
x, y = [], []
x.append(y); y.append(x)
print(x == x, repr(x))
try:
    print(x == y)
except RecursionError as e:
    print("RecursionError")
s = {1: 2}
s[2] = s
print(s, s == s, len(repr(s)))
class L(list):
    def __repr__(self):
        return "L" + super().__repr__()
l = L([1]); l.append(l)
print(l)
