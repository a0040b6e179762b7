# enumerate, zip, map, filter, reversed, iter, next and their corners.
def error(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"

print(list(enumerate("abc")), list(enumerate("ab", 5)), list(enumerate("abc", start=-2)), list(enumerate([], 1)))
print(list(enumerate("ab", 2 ** 50 - 1)), list(enumerate("ab", 2 ** 64)), list(enumerate("ab", True)))
print(list(zip()), list(zip([1, 2])), list(zip([1, 2, 3], "ab")), list(zip(range(3), "abc", [1.5, 2.5, 3.5])))
for args in ([1, 2], [1]), ([1], [1, 2]), ([1], [2], [3, 4]), ([1, 2], [3, 4], [5]), ([], []):
    print(error(lambda: list(zip(*args, strict=True))))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [4, 2], [3, 3])))
print(list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(lambda x: x % 2, range(8))), list(filter(bool, [0, 2])))
print(list(reversed([1, 2, 3])), list(reversed((1, 2))), list(reversed("abc")), list(reversed(range(5))), list(reversed({1: 2, 3: 4})))
print(list(reversed(range(0, 10, 3))), list(reversed(range(10, 0, -3))), list(reversed(range(0))), list(reversed(b"ab")))

class Sequence:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * i
s = Sequence(4)
print(list(s), list(reversed(s)), 9 in s, 8 in s, sum(s), max(s), [*s], tuple(s), sorted(s, reverse=True))
a, *b = s
print(a, b)
class Reversible:
    def __reversed__(self):
        return iter("backwards")
print("".join(reversed(Reversible())))
class NotReversible:
    __reversed__ = None
    def __len__(self):
        return 1
    def __getitem__(self, i):
        return i
print(error(lambda: reversed(NotReversible())))

def counter(limit):
    state = [0]
    def step():
        state[0] += 1
        return state[0]
    return iter(step, limit)
print(list(counter(4)), sum(counter(10)))
it = iter([1, 2])
print(next(it), next(it), next(it, "end"), next(it, None), error(lambda: next(it)))
it = iter([1])
l = [1]
it = iter(l)
print(next(it), error(lambda: next(it)))
l.append(2)
print(error(lambda: next(it)))
it = iter(l)
next(it)
l.append(3)
print(list(it), it.__length_hint__())
def gen():
    yield 1
    return "result"
g = gen()
next(g)
try:
    next(g)
except StopIteration as e:
    print("value", e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print("value", e.value, e.args)
print(error(lambda: next([])), error(lambda: iter(5)), error(lambda: iter(5, 6)), error(lambda: next(iter([]), 1)))
m = map(lambda x: 1 // x, [1, 0, 2])
print(next(m), error(lambda: next(m)), next(m), error(lambda: next(m)))
z = zip(iter([1, 2, 3]), iter([10]))
print(next(z), error(lambda: next(z)))
class Hint:
    def __iter__(self):
        return iter("xyz")
    def __length_hint__(self):
        return 10 ** 6
print(list(Hint()))
class BadHint(Hint):
    def __length_hint__(self):
        return -1
print(error(lambda: list(BadHint())))
print(iter([]).__length_hint__(), iter((1, 2)).__length_hint__(), iter(range(5)).__length_hint__(), iter({1: 2}).__length_hint__())
class E(enumerate):
    pass
e = E("ab")
e.name = "e"
print(list(e), e.name, isinstance(e, enumerate))
print(type(iter([])).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter({}.items())).__name__, type(iter({}.values())).__name__,
      type(iter(set())).__name__, type(iter(range(1))).__name__, type(reversed([])).__name__, type(zip()).__name__, type(s.__iter__ if hasattr(s, "__iter__") else iter(s)).__name__)
print(all([]), all([1, 0]), any([]), any([0, 2]), all(x > 0 for x in [1, 2]), any(x > 1 for x in [1, 2]))
print(sum([]), sum([1, 2], 10), sum([0.1] * 10), sum([1, 2.5, 3]), sum([[1], [2]], []), sum([2 ** 62, 2 ** 62]), sum([True, True]), sum([1.0, 2 ** 60, -1]))
print(max([3, 1, 2]), min("hello"), max([1, 5, 3], key=lambda x: -x), min([], default="none"), max("a", "b", key=ord), max(1, 1.0), min(1.0, 1), max([[1, 2], [1, 3]]))
print(max(2 ** 70, 1), min(2 ** 70, -2 ** 70, 0), max([1, 2, 2 ** 60]))
