# range and slice objects.
for r in (range(5), range(2, 5), range(0, 10, 3), range(5, 0, -1), range(0), range(5, 2), range(-3, 3, 2), range(10, 0, -3), range(2 ** 70, 2 ** 70 + 3), range(1, 2, 100)):
    print(r, list(r), len(r), list(reversed(r)), r.start, r.stop, r.step, bool(r))
r = range(10, 50, 5)
print(r[0], r[-1], r[2:5], r[::-1], r[::2], r[10:], r[-3:], 20 in r, 21 in r, 20.0 in r, "a" in r, r.index(25), r.count(25), r.count(26))
print(range(3) == range(3), range(0) == range(1, 1), range(3) != range(4), hash(range(3)) == hash(range(0, 3, 1)), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2])
print(sum(range(101)), max(range(5)), min(range(3, 9)), sorted(range(3), reverse=True), tuple(range(3)), [*range(3)], set(range(3)) == {0, 1, 2}, list(range(True)))
print(len(range(10 ** 12)), range(10 ** 12)[10 ** 11], 10 ** 11 in range(10 ** 12), range(10 ** 20)[-1], range(0, -10 ** 20, -10 ** 19)[3], len(range(0, 2 ** 62, 2 ** 60)))
it = iter(range(3))
print(next(it), next(it), next(it), next(it, "done"))
a, b, c = range(3)
print(a, b, c)
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: range()))
print(error(lambda: range(1, 2, 0)))
print(error(lambda: range(1.5)))
print(error(lambda: range("a")))
print(error(lambda: range(1, 2, 3, 4)))
print(error(lambda: range(3)[5]))
print(error(lambda: range(3)["a"]))
print(error(lambda: range(3).index(7)))
print(error(lambda: range(3) + range(3)))
print(error(lambda: len(range(10 ** 20))))
print(error(lambda: range(3) < range(4)))
print(error(lambda: range(3).start.foo))
def assign():
    range(3)[0] = 1
print(error(assign))
def attr():
    range(3).start = 1
print(error(attr))
for i in range(3):
    i += 10
    print(i, end=" ")
print(i)
for i in range(0):
    pass
print(i)
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(6), slice(None).indices(5), slice(-3, None).indices(5), slice(None, None, -1).indices(5), slice(5) == slice(None, 5, None), list(range(20))[s], "abcdefghijkl"[s])
class Sub:
    def __getitem__(self, k):
        return k
x = Sub()
print(x[1], x[1:2], x[::3], x[1, 2], x[1:2, ...], x[:, 1], x[()], x["a":"b"], x[None])
try:
    hash(slice(1))
except TypeError as e:
    print("TypeError:", e)
