# Iterating while the list changes; iterators of all kinds.
l = [1, 2, 3]
for x in l:
    if x < 6:
        l.append(x + 3)
print(l)
l = [1, 2, 3, 4, 5, 6]
for x in l:
    l.remove(x)
print(l)
l = [1, 2, 3]
for x in l:
    l = [9, 9]
    print(x, end=" ")
print(l)
it = iter([1, 2])
print(next(it), list(it), list(it), next(it, None))
l = []
it = iter(l)
print(next(it, "empty"))
l.append(1)
print(next(it, "stays exhausted"))
l = [0, 1, 2, 3]
it = iter(l)
next(it)
l.pop(0)
l.insert(0, "x")
l[1] = "changed"
print(list(it))
it = iter([1, 2, 3])
for a in it:
    for b in it:
        print(a, b)
print(it.__length_hint__(), iter(it) is it, it.__next__ is not None)
class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(5)), [x for x in Count(2)], max(Count(4)), tuple(Count(2)), 2 in Count(5), dict(zip("ab", Count(2))), sorted(Count(3)))
class Old:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError("end")
        return i * i
print(list(Old()), 4 in Old(), [a for a in Old()], tuple(reversed([*Old()])))
a, b, c = Old()
print(a, b, c)
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
class NotIter:
    pass
class BadIter:
    def __iter__(self):
        return 5
class NoneIter:
    __iter__ = None
class Raises:
    def __iter__(self):
        return self
    def __next__(self):
        raise ValueError("in next")
print(error(lambda: list(NotIter())))
print(error(lambda: list(BadIter())))
print(error(lambda: list(NoneIter())))
print(error(lambda: list(Raises())))
print(error(lambda: [x for x in 5]))
print(error(lambda: next([])))
print(error(lambda: next(iter([]))))
print(error(lambda: 5 in NotIter()))
print(error(lambda: iter(5, 6)))
n = [0]
def tick():
    n[0] += 1
    return n[0]
print(list(iter(tick, 5)))
print([i for i in reversed([1, 2, 3])], list(zip([1, 2, 3], "ab")), list(zip()), list(enumerate("ab", 5)), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, "", "a"])))
