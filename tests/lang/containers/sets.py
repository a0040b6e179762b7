# Methods and operators of sets and frozensets; results are sorted, since the order is not part of the language.
def error(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
a, b = {1, 2, 3, 4}, {3, 4, 5}
fa, fb = frozenset(a), frozenset(b)
def show(s):
    return type(s).__name__, sorted(s)
for x in (a, fa):
    for y in (b, fb):
        print(show(x | y), show(x & y), show(x - y), show(x ^ y), x < y, x <= y, x == y, x > y, x != y)
for name in ("union", "intersection", "difference"):
    print(name, show(getattr(a, name)(b)), show(getattr(fa, name)([1, 3, 9], (4, 1))), show(getattr(a, name)()), show(getattr(a, name)({1: 2}, (4, 2))))
print(show(a.symmetric_difference([1, 1, 9])), show(fa.symmetric_difference(b)), error(lambda: a.symmetric_difference()))
for name in ("update", "intersection_update", "difference_update"):
    s = set(a)
    print(name, getattr(s, name)(b, [1]), show(s))
s = set(a)
s.symmetric_difference_update(b)
print(show(s))
s |= {7}; s &= {7, 1, 5}; s -= {5}; s ^= {8}
print(show(s))
s = set(a); s |= s; s &= s; print(show(s)); s -= s; print(s); s = set(a); s ^= s; print(s)
f = fa
f |= {9}
print(show(f), show(fa))
print(a.issubset([1, 2, 3, 4, 5]), a.issuperset([1]), a.isdisjoint([7, 8]), a.isdisjoint({1}), set().issubset([]))
print({1, 2} < {1, 2, 3}, {1, 2} <= {1, 2}, {1, 2} < {1, 2}, {1, 2, 3} > {1}, {1} == {1.0}, {1} == frozenset([1]), {1} == [1], {1} != [1])
print(error(lambda: {1} < [1]), error(lambda: {1} | [1]), error(lambda: {1}.remove(2)), error(lambda: {1}.remove([])), error(lambda: set().pop()))
print(error(lambda: {1}.add([])), error(lambda: {[]}), error(lambda: frozenset([[]])), error(lambda: hash(set())), error(lambda: set(1)))
print({frozenset({1})} == {frozenset({1})}, {1} in {frozenset({1})}, frozenset({1}) in {frozenset({1})})
s = {frozenset({1, 2}), 3}
s.discard({1, 2}); print(s)
print(hash(frozenset([1, 2, 3])), hash(frozenset()), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(frozenset(range(100))) == hash(frozenset(reversed(range(100)))))
print(set(), frozenset(), {5}, frozenset([5]), repr({"a"}), str({(1, 2)}), {None}, bool(set()), bool({0}), len({1, 1, 2}))
class S(set):
    pass
class F(frozenset):
    def __new__(cls, *items):
        return super().__new__(cls, items)
s = S([1, 2]); s.x = 5
print(s, s.x, type(s | {3}).__name__, type(s.copy()).__name__, F(1, 2), type(F(1) | {2}).__name__, hash(F(1, 2)) == hash(frozenset((1, 2))))
class I(set):
    def __init__(self, a, b):
        super().__init__([a, b])
print(sorted(I(1, 2)), len(I(5, 5)))
print(fa.copy() is fa, frozenset(fa) is fa, a.copy() is a, set(a) is a)
big = set(range(1000))
for i in range(0, 1000, 2):
    big.discard(i)
print(len(big), 501 in big, 500 in big, sum(big))
big.update(range(2000)); print(len(big), sum(big))
while big:
    big.pop()
print(big, len(big))
print(sorted({1, True, 1.0, "1", 0, False, -0.0}, key=str), len({float("inf"), 1e400}), {2 ** 70} == {2 ** 70}, 2 ** 70 in {2 ** 70})
l = list({i % 7 for i in range(100)}); print(sorted(l))
recursive = []
class Holder(list):
    __hash__ = object.__hash__
h = Holder(); h.append({h}); print(repr(h))
