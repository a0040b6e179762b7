# Sorting: stable, key, reverse, errors leave a list behind, mixed numbers.
print(sorted([3, 1, 2]), sorted([3, 1, 2], reverse=True), sorted("banana"), sorted([1.5, 1, True, 0, -1.0]), sorted([]), sorted({3: 0, 1: 0}))
words = ["banana", "Apple", "cherry", "apple", "Banana", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "y"), (2, "c"), (1, "c")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), sorted(pairs, key=lambda p: -p[0]))
l = list(range(50))
x = 7
for i in range(50):
    x = (x * 31 + 11) % 101
    l[i] = x
print(l)
print(sorted(l))
print(sorted(l, key=lambda v: v % 10))
print(sorted(l, key=lambda v: v % 10, reverse=True))
l.sort(key=lambda v: -v)
print(l[:5], l[-5:])
big = [(i * 7919) % 1009 for i in range(1500)]
s = sorted(big)
print(all(s[i] <= s[i + 1] for i in range(len(s) - 1)), sum(s) == sum(big), s[:5], s[-5:])
idx = sorted(range(len(big)), key=big.__getitem__)
print(idx[:12], all(idx[i] < idx[i + 1] for i in range(len(idx) - 1) if big[idx[i]] == big[idx[i + 1]]))
class K:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        return self.v < other.v
    def __repr__(self):
        return "K%d" % self.v
print(sorted([K(3), K(1), K(2)]), min([K(3), K(1)]), max([K(3), K(1)], key=lambda k: k.v))
calls = []
def key(v):
    calls.append(v)
    return -v
print(sorted([1, 3, 2], key=key), calls)
class Boom(Exception):
    pass
def bad(v):
    if v == 3:
        raise Boom("at 3")
    return v
l = [5, 4, 3, 2]
try:
    l.sort(key=bad)
except Boom as e:
    print("Boom", e, l)
try:
    [1, "a", 2].sort()
except TypeError as e:
    print("TypeError:", e)
l = [3, 2, 1]
def mutate(v):
    l.append(0)
    return v
try:
    l.sort(key=mutate)
except ValueError as e:
    print("ValueError:", e)
nan = float("nan")
print(sorted([2.0, 1.0, 3]), sorted([2 ** 70, 1, -2 ** 70, 2 ** 65]), sorted([[2, 1], [1, 2], [1]]), sorted(["é", "z", "e"]), sorted([(1, None), (0, None)]), sorted([True, False]))
print(list(reversed([1, 2, 3])), list(reversed(())), list(reversed("ab")), list(reversed(range(4))), list(reversed({1: 2, 3: 4})))
