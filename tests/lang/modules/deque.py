"""collections.deque: ends, limits, order, searches, comparisons, and changes while it is being used."""
from _collections import deque
from _operator import delitem, setitem


def error(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


print("making")
print(deque(), deque("abc"), deque([1, 2, 3], 2), deque(maxlen=3), deque([1], maxlen=None), deque(iterable="ab", maxlen=1))
print(deque([1]).maxlen, deque([1], 5).maxlen, deque("abc", 0), len(deque("abcd", 3)))
for args in ((1,), ([], -1), ([], "a"), ([], 2**70), ([], 1, 2), ([], 1.5)):
    error(deque, *args)
error(deque, [], length=3)
error(hash, deque())
error(setattr, deque(), "maxlen", 3)

print("ends")
d = deque()
for i in range(5):
    d.append(i)
    d.appendleft(-i)
print(d, d.pop(), d.popleft(), d, len(d))
d.extend("ab"), d.extendleft("xy"), d.extend(d), print(d)
d.clear()
print(d, bool(d), bool(deque([0])))
error(d.pop), error(d.popleft)
d = deque(maxlen=3)
for i in range(10):
    d.append(i)
print(d, d.extendleft("abcd"), d, d.appendleft(1), d)
d = deque(maxlen=0)
print(d.append(1), d.extend("abc"), d)
d = deque()
for i in range(1000):
    d.append(i)
for i in range(990):
    assert d.popleft() == i
print(d)
for i in range(3000):
    d.append(i), d.append(i), d.popleft()
print(len(d), d[0], d[-1], sum(d))
while len(d) > 3:
    d.pop()
print(d)

print("items")
d = deque("abcdef")
print(d[0], d[-1], d[3], d[-6], d[True])
d[1] = "X"
d[-1] = "Y"
del d[0], d[-2], d[1]
print(d)
for index in (3, -4, "a", 1.0, slice(1), 2**70, None):
    error(lambda: d[index])
    error(setitem, d, index, 1)
    error(delitem, d, index)
print("X" in d, "q" in d, [d.index(c) for c in d])

print("insert, remove, rotate, reverse")
d = deque("abc")
d.insert(1, "X"), d.insert(-1, "Y"), d.insert(100, "Z"), d.insert(-100, "A"), d.insert(0, "0")
print(d)
error(deque("ab", 2).insert, 0, 1)
d.remove("X")
print(d, d.count("Y"))
error(d.remove, "q")
error(d.index, "q")
error(d.index, "a", 5)
print(d.index("a", 1), d.index("c", -3, 100))
for steps in (0, 1, -1, 2, 5, -13, 10**9, -(10**9)):
    d = deque(range(5))
    d.rotate(steps)
    print(steps, list(d))
d = deque(range(8))
d.rotate(), d.reverse()
print(d)
for n in range(10):
    d = deque(range(n))
    d.appendleft("l")
    d.rotate(3), d.reverse()
    print(list(d))
error(d.rotate, "a")
deque().rotate(3)

print("operators")
print(deque([1]) + deque([2, 3], 5), deque("abc", 3) + deque("de"), deque([1, 2]) * 2, 3 * deque("a", 2), deque([1]) * -1)
error(lambda: deque() + [1])
error(lambda: deque() * "a")
error(lambda: [1] + deque())
d = deque([1, 2], 3)
d += "xy"
print(d)
d *= 5
print(d)
d *= 0
print(d)
d = deque([1, 2])
d *= 3
print(d)
error(lambda: deque([1, 2]) * 2**62)
print(deque([1, 2]) == deque([1, 2], 9), deque([1]) != deque([2]), deque([1]) == [1], deque([1, 2]) < deque([1, 3]), deque() <= deque(), deque([2]) > deque([1, 5]))
error(lambda: deque() < [])
print(deque([1]).__eq__([1]))

print("iterating")
d = deque("abc")
print(list(reversed(d)), list(d), sorted(d), type(iter(d)), type(reversed(d)))
print(iter(d).__length_hint__(), [x for x in d.copy()], d.copy() is d, d.__copy__())
error(lambda: [d.append(1) for x in d])
error(lambda: [d.pop() for x in reversed(d)])
iterator = iter(d)
next(iterator), d.append(1)
error(next, iterator)
error(next, iterator)
print([d.__setitem__(0, x) for x in d])
print(iterator.__reduce__()[0].__name__, deque("ab", 3).__reduce__()[:3], deque("ab").__reduce__()[:3])
kind = type(iter(d))
print(list(kind(deque("abcd"), 2)), list(type(reversed(d))(deque("abcd"), 3)))
error(kind, [1])
error(kind)
d = deque()
d.append(d)
print(d)
print(deque[int])


class Limited(deque):
    def __init__(self, items=(), limit=2):
        super().__init__(items, limit)
        self.note = "n"


x = Limited("abc")
print(x, x.note, x.copy(), x.maxlen, x.__reduce__()[1:3], Limited([1]) + Limited([2]))

print("hostile")


class Changes:
    def __init__(self, change):
        self.change = change

    def __eq__(self, other):
        self.change()
        return False

    def __repr__(self):
        self.change()
        return "r"


for action in (lambda d, item: 5 in d, lambda d, item: d.count(5), lambda d, item: d.index(5), lambda d, item: d.remove(5),
               lambda d, item: d == deque([1, 2, 3, 4]), lambda d, item: repr(d), lambda d, item: d < deque([1, 2, 3])):
    for change in (lambda: d.clear(), lambda: d.append(1), lambda: d.popleft()):
        item = Changes(change)
        d = deque([item, 2, 3, 4])
        error(action, d, item)


class Index:
    def __init__(self, d):
        self.d = d

    def __index__(self):
        self.d.clear()
        return 2


d = deque([1, 2, 3])
error(lambda: d[Index(d)])
d = deque([1, 2, 3])
error(d.rotate, Index(d))
d = deque([1, 2, 3])
error(d.insert, Index(d), 5)
print(d)


def generator(d):
    yield 1
    d.clear()
    yield 2


d = deque([5])
d.extend(generator(d))
print(d)
