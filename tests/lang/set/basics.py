# set and frozenset (shown sorted, since their order is nobody's business).
def s(x):
    return sorted(x)
a = {3, 1, 2, 3}
b = {2, 3, 4}
print(s(a), len(a), 1 in a, 9 in a, s(a | b), s(a & b), s(a - b), s(a ^ b), s(b - a), a == {1, 2, 3}, a != b)
print(s(a.union(b, [9])), s(a.intersection([1, 2])), s(a.difference([1], [2])), s(a.symmetric_difference([1, 7])), a.issubset(range(9)), a.issuperset([1]), a.isdisjoint([8]))
a.add(5)
a.add(5)
a.discard(99)
a.discard(1)
a.remove(2)
print(s(a), s(a.copy()), a is a.copy())
a.update([7, 8], "xy" and (9,))
print(s(a))
a.intersection_update({3, 7, 8})
print(s(a))
a.difference_update([3])
print(s(a))
a.symmetric_difference_update([7, 1])
print(s(a))
c = {1, 2, 3, 4}
c |= {5}
c &= {1, 2, 5}
c -= {2}
c ^= {1, 9}
print(s(c))
print(set(), type({}).__name__, set("hello") == {"h", "e", "l", "o"}, set([1, 1]), s(set(range(3))), {*[1], *()}, s({x % 3 for x in range(10)}), bool(set()))
f = frozenset([1, 2])
print(f == {1, 2}, {1, 2} == f, hash(f) == hash(frozenset([2, 1])), {f: "v"}[frozenset([2, 1])], s(f | {3}), type(f | {3}).__name__, type({3} | f).__name__, f.copy() is f, frozenset())
print({1, 2} < {1, 2, 3}, {1, 2} <= {1, 2}, {1} > {2}, {1} >= set(), {1} == [1], {1.0} == {1}, {1} < frozenset([1, 2]))
p = {42}
print(p.pop(), p, s([x for x in {1, 2}]), sum({1, 2, 3}), max({4, 9}), {None}, {(1, 2)}, frozenset({5}))
big = set(range(1000))
big -= set(range(0, 1000, 2))
print(len(big), sum(big), 500 in big, 501 in big)
while len(big) > 10:
    big.pop()
print(len(big))
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: {[]}))
print(error(lambda: {1} | [1]))
print(error(lambda: {1} + {2}))
print(error(lambda: {1}.remove(5)))
print(error(lambda: set().pop()))
print(error(lambda: {1}[0]))
print(error(lambda: hash({1})))
print(error(lambda: {{1}}))
print(error(lambda: set(5)))
print(error(lambda: set(1, 2)))
print(error(lambda: {1}.add()))
print(error(lambda: {1}.union(5)))
print(error(lambda: frozenset([1]).add(2)))
print(error(lambda: {1} < [1]))
print(error(lambda: {1}.foo))
print(error(lambda: [] in {1}))
print(error(lambda: {frozenset([1])} == {frozenset([1])}))
print(error(lambda: {1} in {frozenset([1])}))
def grow():
    g = {1}
    for k in g:
        g.add(k + 1)
print(error(grow))
class S(set):
    def total(self):
        return sum(self)
x = S([1, 2])
x.add(3)
print(x.total(), x == {1, 2, 3}, isinstance(x, set), repr(S()), repr(S([1])))
